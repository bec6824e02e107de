package gradus.bench.ward;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.health.heal.Healed;
import gradus.health.heal.Verdict;
import gradus.health.heal.edit.Edit;
import gradus.train.run.RunFile;
import java.util.List;
import java.util.Optional;

/** The healer of Gradus: only what it verified is a repair. */
final class GradusHealer implements Healer {
  private final Compiler compiler = new Compiler(Cpu.detect());

  @Override
  public String name() {
    return "gradus heal";
  }

  @Override
  public Healing heal(RunFile run, double budget) {
    Healed healed =
        gradus.health.heal.Healing.of(run).budget(budget).threads(1).compiler(compiler).heal();
    return healed.verdict() == Verdict.HEALED
        ? new Healing(
            Optional.of(healed.after()),
            healed.edits().stream().map(Edit::line).toList(),
            healed.trainings())
        : new Healing(Optional.empty(), List.of(), healed.trainings());
  }
}

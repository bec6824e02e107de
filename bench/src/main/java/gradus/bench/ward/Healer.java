package gradus.bench.ward;

import gradus.train.run.RunFile;
import java.util.List;
import java.util.Optional;

/** Who changes run files so that they train: Gradus, or a baseline beside it. */
public interface Healer {
  /** As it stands in tables. */
  String name();

  /**
   * Tries to heal.
   *
   * @param run what is to be healed, healthy or sick
   * @param budget trainings that may be spent
   */
  Healing heal(RunFile run, double budget);

  /**
   * What came of it.
   *
   * @param run what is to be trained instead; empty if it is left alone
   * @param changes what was changed, a line each
   * @param trainings what finding it cost, as a multiple of one training of the case
   */
  record Healing(Optional<RunFile> run, List<String> changes, double trainings) {}
}

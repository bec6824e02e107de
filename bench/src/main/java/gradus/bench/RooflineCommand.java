package gradus.bench;

import gradus.train.checkpoint.SafeFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code gradus bench roofline}. */
@CommandLine.Command(
    name = "roofline",
    description = "Draws the kernel calls of training steps below the limits of this machine.",
    footer = {
      "%nExample:",
      "  gradus bench roofline --workload W2,W3,W4,W7 --output docs/images/roofline.svg"
    })
final class RooflineCommand extends Command {
  @Option(
      names = "--workload",
      split = ",",
      defaultValue = "W2,W3,W4,W7",
      description = "Trainings, one panel each: ${DEFAULT-VALUE}.")
  private List<String> workloads;

  @Option(names = "--threads", description = "Computing threads: all.")
  private Integer threads;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "6",
      description = "Time before the steps that count, for each: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "roofline.svg",
      description = "Where the picture goes: ${DEFAULT-VALUE}.")
  private Path output;

  @Override
  public Integer call() {
    List<TrainingWorkload> chosen = workloads.stream().map(Workloads::training).toList();
    int team = threads(threads);
    double before = seconds("--warm-up", warmUp);
    prepare("--output", output);
    Limits limits = Limits.measure(team);
    List<Roofline.Panel> panels = new ArrayList<>();
    for (TrainingWorkload workload : chosen) {
      progress("%s: %s", workload.id(), workload.what());
      Profile profile = Profile.of(workload, team, before, false).merged();
      panels.add(new Roofline.Panel(workload.id() + ": " + workload.what(), profile));
      limits = limits.or(Limits.measure(team));
    }
    String svg = new Roofline(limits, team, panels).svg();
    SafeFile.write(output, ByteBuffer.wrap(svg.getBytes(StandardCharsets.UTF_8)));
    line("picture %s", output);
    return DONE;
  }
}

package gradus.bench;

import gradus.bench.ward.WardBuild;
import gradus.bench.ward.WardCertification;
import gradus.bench.ward.WardReport;
import gradus.bench.ward.second.SecondWard;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code gradus bench wards}. */
@CommandLine.Command(
    name = "wards",
    description =
        "Measures the physician on sick and healthy trainings whose truth is known: detection,"
            + " class, layer, false alarms, lead time, beside baselines.",
    footer = {
      "%nExample:",
      "  gradus bench wards --ward my-ward --output runs/wards",
      "%nA ward is a folder of run files and truth.csv: file,healthy or sick,symptom,layer.",
      "docs/health.md tells how ours was made and certified."
    })
final class WardsCommand extends Command {
  @Option(
      names = "--ward",
      paramLabel = "DIR",
      description = "A ward; may be given more than once. Both halves of ours.")
  private List<Path> wards;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "0",
      description = "Only so many cases of each ward, of all symptoms in turn; 0: all.")
  private int sample;

  @Option(
      names = "--build",
      paramLabel = "DIR",
      description = "Make our ward in a folder instead: train all drafts and certify them.")
  private Path build;

  @Option(
      names = "--certify",
      paramLabel = "DIR",
      description =
          "Certify a ward of your own instead: train each case and its twin with ten paired seeds,"
              + " and keep in truth.csv what they bear out.")
  private Path certify;

  @Option(
      names = "--halves",
      description = "With --certify: also deal the cases to DIR-a and DIR-b, by their names.")
  private boolean halves;

  @Option(
      names = "--draft",
      paramLabel = "DIR",
      description = "Write the drafts of our second ward in a folder instead; certify them then.")
  private Path draft;

  @Option(
      names = "--seconds",
      defaultValue = "36000",
      description =
          "With --build and --certify: begin no training after so long; the next call goes on.")
  private double seconds;

  @Option(names = "--threads", description = "Trainings at once, one thread each: all processors.")
  private Integer threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Added to the seeds of the run files: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--names", description = "Name the failures in a sealed half too.")
  private boolean names;

  @Option(names = "--ablation", description = "Also without each single detector.")
  private boolean ablation;

  @Option(names = "--repair", description = "Also measure repairs, on five fresh seeds a case.")
  private boolean repair;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "runs/wards",
      description = "Where tables.md and rows.jsonl go: ${DEFAULT-VALUE}.")
  private Path output;

  @Override
  public Integer call() {
    int team = threads(threads);
    if (sample < 0) {
      throw new IllegalArgumentException("--sample: got " + sample + "; must be 0 or more");
    }
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("--seconds: got " + seconds + "; must be more than 0");
    }
    if (halves && certify == null) {
      throw new IllegalArgumentException("--halves: goes with --certify DIR; name a ward");
    }
    if (draft != null) {
      line("%d drafts in %s", SecondWard.write(draft), draft);
      return DONE;
    }
    if (certify != null) {
      return certify(team);
    }
    if (build != null) {
      WardBuild.build(build, team, seconds, text -> progress("%s", text))
          .forEach(text -> line("%s", text));
      return DONE;
    }
    WardReport.Options options =
        new WardReport.Options(
            wards == null ? ours() : wards, sample, team, seed, names, ablation, repair, output);
    WardReport.write(options, text -> progress("%s", text)).forEach(text -> line("%s", text));
    line("tables %s", output.resolve("tables.md"));
    line("rows %s", output.resolve("rows.jsonl"));
    return DONE;
  }

  private int certify(int team) {
    WardCertification.Outcome outcome =
        new WardCertification(certify, halves).run(team, seconds, text -> progress("%s", text));
    outcome.summary().forEach(text -> line("%s", text));
    if (outcome.unusable().isEmpty()) {
      return DONE;
    }
    progress("%d run files could not be used:", outcome.unusable().size());
    outcome.unusable().forEach(text -> progress("  %s", text));
    return WRONG;
  }

  private static List<Path> ours() {
    String home = System.getProperty("gradus.home");
    if (home == null) {
      throw new IllegalArgumentException(
          "the folder of the source tree is not known; name a ward with --ward");
    }
    return WardBuild.HALVES.stream().map(half -> Path.of(home, "bench/wards", half)).toList();
  }
}

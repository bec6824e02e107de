package gradus.cli;

import gradus.train.Scores;
import gradus.train.checkpoint.ModelFile;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.run.Prepared;
import gradus.train.run.Run;
import gradus.train.run.RunFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** {@code gradus eval}. */
@CommandLine.Command(
    name = "eval",
    description = "Measures a trained model on a part of its data.",
    footer = {
      "%nOther data are named by the settings of the run file, for example"
          + " --set data.csv.test=new.csv --part test.",
      "%nExample:",
      "  gradus eval runs/digits-20260101-120000 --metric accuracy --metric f1"
    })
final class EvalCommand extends Command {
  /** A part of the data. */
  enum Part {
    train,
    validation,
    test
  }

  @CommandLine.Parameters(paramLabel = "FOLDER", description = "The folder of a finished run.")
  private Path folder;

  @CommandLine.Option(
      names = "--part",
      paramLabel = "PART",
      description = "train, validation or test; unless said, the last one that is not empty.")
  private Part part;

  @CommandLine.Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "What to measure; what the run file says unless given; repeatable.")
  private List<String> metrics = new ArrayList<>();

  @CommandLine.Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Another value for a setting of the run file; repeatable.")
  private List<String> set = new ArrayList<>();

  @CommandLine.Option(
      names = "--threads",
      paramLabel = "COUNT",
      description = "Computing threads; they do not change the result.")
  private Integer threads;

  @CommandLine.Option(
      names = "--expect",
      paramLabel = "METRIC=VALUE",
      description = "Exit with 1 unless the metric is at least so good; repeatable.")
  private Map<String, Double> expected = new LinkedHashMap<>();

  EvalCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Expectations expectations = new Expectations(expected);
    ModelFile.Content content = ModelFile.read(folder);
    Prepared prepared = Prepared.of(RunFile.read(folder.resolve(Run.RUN_FILE), set));
    if (threads != null) {
      prepared.trainer().threads(Threads.checked(threads));
    }
    if (!metrics.isEmpty()) {
      prepared.trainer().metrics(metrics.toArray(String[]::new));
    }
    Part used = part == null ? last(prepared.split()) : part;
    Dataset data = data(prepared.split(), used);
    if (data.size() == 0) {
      throw new IllegalArgumentException(
          "the " + used + " part is empty; take another with --part");
    }
    Scores scores = prepared.trainer().score(content.model(), data);
    line("%s, %s part, %,d examples", data.name(), used, data.size());
    line("  %-18s %s", "loss", Numbers.value(scores.loss()));
    scores.metrics().forEach((name, value) -> line("  %-18s %s", name, Numbers.value(value)));
    List<String> missed = expectations.missed(scores.metrics(), scores.loss());
    missed.forEach(sentence -> console().problem("gradus eval: " + sentence));
    summary(
        Fields.of(
            "done", missed.isEmpty(),
            "part", used.name().toLowerCase(Locale.ROOT),
            "examples", data.size(),
            "loss", scores.loss(),
            "metrics", scores.metrics(),
            "missed", missed));
    return missed.isEmpty() ? DONE : FAILED;
  }

  private static Part last(DataSplit split) {
    return split.test().size() > 0
        ? Part.test
        : split.validation().size() > 0 ? Part.validation : Part.train;
  }

  private static Dataset data(DataSplit split, Part part) {
    return switch (part) {
      case train -> split.train();
      case validation -> split.validation();
      case test -> split.test();
    };
  }
}

package gradus.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One command of the command line; its result is the exit code. */
abstract sealed class Command implements Callable<Integer>
    permits CheckGradientsCommand,
        CompletionCommand,
        DataList,
        DataSample,
        DataShow,
        EvalCommand,
        ExplainCommand,
        ForecastCommand,
        Group,
        HealCommand,
        PredictCommand,
        RatesCommand,
        ReportCommand,
        ResumeCommand,
        SchemaCommand,
        ShowCommand,
        TrainCommand {
  /** Done. */
  static final int DONE = 0;

  /** Ran, but failed its aim. */
  static final int FAILED = 1;

  /** Wrong use or input. */
  static final int WRONG = 2;

  private final Console console;

  @Mixin private final Common common = new Common();
  @Spec private CommandSpec spec;

  Command(Console console) {
    this.console = console;
  }

  /** Where to print. */
  final Console console() {
    return console;
  }

  /** Whether JSON is wanted, and nothing else. */
  final boolean json() {
    return common.json
        || spec.parent() != null && spec.parent().userObject() instanceof Command up && up.json();
  }

  /** Whether stack traces are wanted. */
  final boolean trace() {
    return common.trace
        || spec.parent() != null && spec.parent().userObject() instanceof Command up && up.trace();
  }

  /** The command as picocli sees it. */
  final CommandSpec spec() {
    return spec;
  }

  /** Prints a line for people; nothing if JSON is wanted. */
  final void line(String format, Object... arguments) {
    if (!json()) {
      console.line(format, arguments);
    }
  }

  /** Prints an object of a kind if JSON is wanted: {@code {"event": kind, ...}}. */
  final void record(String kind, Map<String, ?> fields) {
    if (json()) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("event", kind);
      all.putAll(fields);
      console.json(all);
    }
  }

  /** Prints the last object if JSON is wanted. */
  final void summary(Map<String, ?> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("command", spec.qualifiedName(" ").replaceFirst("^gradus ", ""));
    all.putAll(fields);
    record("summary", all);
  }
}

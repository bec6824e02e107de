package gradus.bench;

import gradus.train.checkpoint.SafeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One command of {@code gradus bench}; its result is the exit code. */
abstract sealed class Command implements Callable<Integer>
    permits BenchCommand,
        KernelsCommand,
        MonitoringCommand,
        PeakCommand,
        PeersCommand,
        ProductsCommand,
        ProfileCommand,
        RooflineCommand,
        StepsCommand,
        WardsCommand {
  /** Done. */
  static final int DONE = 0;

  /** Ran, but failed its aim. */
  static final int FAILED = 1;

  /** Wrong use or input. */
  static final int WRONG = 2;

  private static final int MOST_THREADS = 1024;
  private static final double MOST_SECONDS = 3600;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  /** The command as picocli sees it. */
  final CommandSpec spec() {
    return spec;
  }

  /** Prints a line of the result. */
  final void line(String format, Object... arguments) {
    print(spec.commandLine().getOut(), format, arguments);
  }

  /** Prints a line about what goes on. */
  final void progress(String format, Object... arguments) {
    print(spec.commandLine().getErr(), format, arguments);
  }

  private static void print(PrintWriter to, String format, Object... arguments) {
    to.println(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
    to.flush();
  }

  /** All processors, unless the user says otherwise. */
  static int threads(Integer wanted) {
    int threads = wanted == null ? Runtime.getRuntime().availableProcessors() : wanted;
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "--threads: got "
              + threads
              + "; must be in 1.."
              + MOST_THREADS
              + ", or leave it out for all");
    }
    return threads;
  }

  /** The same number if it can be a time. */
  static double seconds(String option, double seconds) {
    if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
      throw new IllegalArgumentException(
          option + ": got " + seconds + "; must be more than 0 and at most " + (int) MOST_SECONDS);
    }
    return seconds;
  }

  /** Makes the folder of a file, so that a wrong name is told before the work begins. */
  static void prepare(String option, Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new IllegalArgumentException(
            option + ": got the folder " + file + "; must be the name of a file");
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException problem) {
      throw new UncheckedIOException(
          option + ": " + file + " cannot be written: " + SafeFile.remedy(problem), problem);
    }
  }

  /** A command line of this command. */
  final CommandLine commandLine() {
    return spec.commandLine();
  }
}

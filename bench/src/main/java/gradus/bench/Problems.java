package gradus.bench;

import gradus.core.shape.ShapeException;
import gradus.nn.config.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers wrong use and failures with one sentence. */
final class Problems
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    String name = command.getCommandSpec().qualifiedName(" ");
    return told(
        command, sentence(problem, command) + " ('" + name + " --help' tells more)", Command.WRONG);
  }

  private static String sentence(ParameterException problem, CommandLine command) {
    if (problem instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      if (word.startsWith("-")) {
        String option = word.replaceFirst("=.*", "");
        return "unknown option '" + option + "'; " + Nearest.hint(option, options(command));
      }
      return command.getSubcommands().isEmpty()
          ? "unexpected argument '" + word + "'"
          : "unknown command '"
              + word
              + "'; "
              + Nearest.hint(word, List.copyOf(command.getSubcommands().keySet()));
    }
    if (problem instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec argument = missing.getMissing().getFirst();
      return "missing "
          + (argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel())
          + "; give it";
    }
    String message = String.valueOf(problem.getMessage());
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
  }

  @Override
  public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
    return switch (problem) {
      case ParameterException wrong -> handleParseException(wrong, new String[0]);
      case ShapeException wrong -> told(command, wrong.getMessage(), Command.WRONG);
      case IllegalArgumentException wrong -> told(command, wrong.getMessage(), Command.WRONG);
      case UncheckedIOException io -> told(command, io.getMessage(), Command.WRONG);
      case IOException io -> told(command, io.toString(), Command.WRONG);
      default -> {
        problem.printStackTrace(command.getErr());
        yield told(command, "stopped by an error of its own (" + problem + ")", Command.FAILED);
      }
    };
  }

  private static int told(CommandLine command, String sentence, int code) {
    command.getErr().println(command.getCommandSpec().qualifiedName(" ") + ": " + sentence);
    command.getErr().flush();
    return code;
  }
}

package gradus.cli;

import gradus.nn.config.Nearest;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Answers a command line that cannot be understood with one sentence and the nearest right word.
 */
record WrongUse(Console console) implements CommandLine.IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    String name = command.getCommandSpec().qualifiedName(" ");
    console.problem(
        name + ": " + sentence(problem, command) + " ('" + name + " --help' tells more)");
    return Command.WRONG;
  }

  private static String sentence(ParameterException problem, CommandLine command) {
    if (problem instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      if (word.startsWith("-")) {
        String option = word.replaceFirst("=.*", "");
        return "unknown option '" + option + "'; " + Nearest.hint(option, options(command));
      }
      if (!command.getSubcommands().isEmpty()) {
        List<String> known = List.copyOf(command.getSubcommands().keySet());
        return "unknown command '" + word + "'; " + Nearest.hint(word, known);
      }
      return "unexpected argument '" + word + "'";
    }
    String message = String.valueOf(problem.getMessage());
    return message.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + message.substring(1);
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .toList();
  }
}

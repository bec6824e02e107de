package gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Answers an exception of a command with one sentence; with its stack trace if it is wanted. */
record Failure(Console console) implements CommandLine.IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception problem, CommandLine line, ParseResult parsed)
      throws Exception {
    if (problem instanceof CommandLine.ParameterException wrong) {
      return line.getParameterExceptionHandler().handleParseException(wrong, new String[0]);
    }
    boolean trace = line.getCommand() instanceof Command command && command.trace();
    if (trace) {
      problem.printStackTrace(console.error());
    }
    String name = line.getCommandSpec().qualifiedName(" ");
    return switch (problem) {
      case AimMissed missed -> told(name, missed.getMessage(), Command.FAILED);
      case IllegalArgumentException wrong -> told(name, wrong.getMessage(), Command.WRONG);
      case UncheckedIOException io -> told(name, sentence(io), Command.WRONG);
      case IOException io -> told(name, sentence(io), Command.WRONG);
      default ->
          told(
              name,
              "stopped by an error of its own ("
                  + problem
                  + ")"
                  + (trace ? "" : "; '--trace' shows where"),
              Command.FAILED);
    };
  }

  private int told(String name, String sentence, int code) {
    console.problem(name + ": " + sentence);
    return code;
  }

  private static String sentence(Exception io) {
    Throwable cause = io.getCause();
    String first = String.valueOf(io.getMessage());
    return cause == null || first.contains(String.valueOf(cause.getMessage()))
        ? first
        : first + " (" + cause.getMessage() + ")";
  }
}

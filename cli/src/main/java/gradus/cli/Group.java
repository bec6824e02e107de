package gradus.cli;

import picocli.CommandLine;

/** A command that only holds others: without one of them it shows its help. */
abstract sealed class Group extends Command permits DataCommand, GradusCommand {
  Group(Console console) {
    super(console);
  }

  @Override
  public final Integer call() {
    CommandLine line = spec().commandLine();
    throw new CommandLine.ParameterException(
        line, "name a command: " + String.join(", ", line.getSubcommands().keySet()));
  }
}

package gradus.cli;

import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code gradus generate-completion}. */
@CommandLine.Command(
    name = "generate-completion",
    description = "Prints the script by which bash and zsh complete commands and options.",
    footer = {"%nExample:", "  source <(gradus generate-completion)"})
final class CompletionCommand extends Command {
  CompletionCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("gradus", spec().root().commandLine());
    line("%s", script.stripTrailing());
    summary(Fields.of("script", script));
    return DONE;
  }
}

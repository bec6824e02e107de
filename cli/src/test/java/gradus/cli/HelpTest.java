package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command helps, with an example. */
class HelpTest {
  static Stream<List<String>> commands() {
    List<List<String>> paths = new ArrayList<>();
    collect(Commands.of(Console.standard()), List.of(), paths);
    return paths.stream();
  }

  private static void collect(CommandLine line, List<String> path, List<List<String>> into) {
    into.add(path);
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(name);
              collect(command, longer, into);
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpsWithAnExample(List<String> path) {
    List<String> arguments = new ArrayList<>(path);
    arguments.add("--help");
    Session session = Session.run(arguments.toArray()).exits(0);
    assertThat(session.out()).contains("Usage: ", "--json", "Example:");
    String command = path.isEmpty() ? "gradus " : "gradus " + String.join(" ", path);
    assertThat(session.out().substring(session.out().indexOf("Example:"))).contains(command);
    assertThat(session.error()).isEmpty();
  }

  @Test
  void tellsItsVersion() {
    assertThat(Session.run("--version").exits(0).out()).startsWith("gradus ").contains("java 25");
  }

  @Test
  void completionKnowsAllCommands() {
    String script = Session.run("generate-completion").exits(0).out();
    assertThat(script).startsWith("#!").contains("train", "predict", "--overfit-batch");
  }
}

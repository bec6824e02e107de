package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command printed, and its exit code. */
record Session(int code, String out, String error) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Runs a command in this process. */
  static Session run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(error), false, "gradus");
    String[] texts = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
    int code = Commands.run(console, texts);
    return new Session(code, out.toString(), error.toString());
  }

  /** The same, if it ended with this code. */
  Session exits(int expected) {
    assertThat(code).as("out: %s%nerror: %s", out, error).isEqualTo(expected);
    return this;
  }

  /** All lines of the output as JSON; fails if one is not. */
  List<JsonNode> json() {
    assertThat(out).isNotEmpty();
    return out.lines().map(JSON::readTree).toList();
  }

  /** The last line of the output as JSON: the summary. */
  JsonNode summary() {
    JsonNode last = json().getLast();
    assertThat(last.get("event").asString()).isEqualTo("summary");
    return last;
  }
}

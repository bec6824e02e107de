package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command printed, and its exit code. */
record Session(int code, String out, String error) {
  /** Runs a command line, words separated by spaces, in this process. */
  static Session run(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    CommandLine line = BenchCommand.line();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(error));
    String[] words = arguments.isBlank() ? new String[0] : arguments.strip().split(" ");
    return new Session(line.execute(words), out.toString(), error.toString());
  }

  /** The same, if it ended with this code. */
  Session exits(int expected) {
    assertThat(code).as("out: %s%nerror: %s", out, error).isEqualTo(expected);
    return this;
  }
}

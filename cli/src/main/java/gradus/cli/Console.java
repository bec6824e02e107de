package gradus.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where commands print. Results go to {@code out}, problems to {@code error}. A reader that goes
 * away (a broken pipe) is no error: what is left is not printed.
 *
 * @param terminal whether a person watches {@code out}, so that a line may be rewritten
 * @param program how the user started the program, for advice that can be pasted
 */
public record Console(PrintWriter out, PrintWriter error, boolean terminal, String program) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The console of the process. */
  static Console standard() {
    Charset charset = System.out.charset();
    return new Console(
        new PrintWriter(System.out, true, charset),
        new PrintWriter(System.err, true, System.err.charset()),
        System.console() != null && System.console().isTerminal(),
        System.getProperty("gradus.program", "gradus"));
  }

  /** Prints a line for people. */
  void line(String format, Object... arguments) {
    out.println(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
    out.flush();
  }

  /** Rewrites the line on which the cursor stands; the next {@link #line} takes its place. */
  void live(String text) {
    out.print("\r" + text + "\u001b[K");
    out.flush();
  }

  /** Takes a live line away. */
  void clear() {
    out.print("\r\u001b[K");
    out.flush();
  }

  /** Prints an object as a line of JSON; numbers that are not finite become strings. */
  void json(Map<String, ?> object) {
    jsonLine(JSON.writeValueAsString(object));
  }

  /** Prints a line that is JSON already. */
  void jsonLine(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints a line about a problem. */
  void problem(String line) {
    error.println(line);
    error.flush();
  }
}

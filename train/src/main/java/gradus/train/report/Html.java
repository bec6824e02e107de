package gradus.train.report;

/** Makes any text safe to stand in a page: between tags, in quoted attributes, and in scripts. */
public final class Html {
  private Html() {}

  /** The text with every character that HTML or XML could take for its own written out. */
  public static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  /** JSON that cannot end the script element around it, nor open a comment in it. */
  static String script(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static void append(StringBuilder safe, int c) {
    switch (c) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      case '\n', '\t' -> safe.appendCodePoint(c);
      default -> safe.appendCodePoint(unfit(c) ? '\uFFFD' : c);
    }
  }

  /** Controls, lone surrogates and the two codes that XML forbids. */
  private static boolean unfit(int c) {
    return c < 0x20
        || c >= 0x7F && c < 0xA0
        || c >= 0xD800 && c <= 0xDFFF
        || c == 0xFFFE
        || c == 0xFFFF;
  }
}

package gradus.train.report;

/**
 * A piece of HTML with a heading.
 *
 * @param title the heading
 * @param html what stands below it; all text of others in it must have gone through {@link
 *     Html#escape}
 * @param wide whether it takes the whole width of the page
 */
public record Prose(String title, String html, boolean wide) implements Section {
  String card() {
    return "<div class=\"card"
        + (wide ? " wide" : "")
        + "\"><h3>"
        + Html.escape(title)
        + "</h3>"
        + html
        + "</div>\n";
  }
}

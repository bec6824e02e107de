package gradus.train.report;

/**
 * One chart of lines.
 *
 * @param id its name in the page
 * @param plot what it shows
 * @param note what to look for, in a sentence; may be empty
 * @param toggle true if the reader may switch the axis upward between linear and logarithmic
 */
public record Figure(String id, Plot plot, String note, boolean toggle) implements Section {}

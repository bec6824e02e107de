package gradus.nn;

/** Marks a layer that multiplies by weights: what follows it decides how they should start. */
public interface Weighted extends Layer {}

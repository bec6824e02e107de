package gradus.core.ir;

/**
 * A value in {@link LaneCode}: 32 bits in every lane, read as a float, an int or a truth value.
 * Only the {@code LaneCode} that made it knows more.
 */
public interface Word {}

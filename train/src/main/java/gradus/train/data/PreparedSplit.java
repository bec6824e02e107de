package gradus.train.data;

/**
 * A split after scaling, with what was learned on its training part; both are stored with a model,
 * to be applied to new examples and undone on its answers.
 */
public record PreparedSplit(DataSplit split, Normalization features, Normalization targets) {}

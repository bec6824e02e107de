package gradus.train.data.table;

import gradus.train.data.DataSplit;

/** A table turned into data sets, with what was learned on its training rows to do so. */
public record TableSplit(DataSplit split, Preprocessing preprocessing) {}

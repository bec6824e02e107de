package gradus.train.data.catalog;

import gradus.train.data.DataSplit;

/** Where the examples of a catalog entry come from. */
public sealed interface DataSource permits EmbeddedSet, IdxSet {
  /** Whether the examples can be read here. */
  boolean isAvailable(DataFolders folders);

  /** Reads the examples. */
  DataSplit load(DataEntry entry, DataFolders folders);
}

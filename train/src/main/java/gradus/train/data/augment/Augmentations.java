package gradus.train.data.augment;

import gradus.nn.config.Catalog;
import gradus.train.data.Augmentation;
import java.util.List;

/** All augmentations known by name in run files, in the order they are shown. */
public final class Augmentations {
  /** The catalog; a line here is all that a new one needs. */
  public static final Catalog<Augmentation> CATALOG =
      new Catalog<>(
          "augmentation",
          List.of(Flip.ENTRY, Shift.ENTRY, Crop.ENTRY, Rotate.ENTRY, Noise.ENTRY, Erase.ENTRY));

  private Augmentations() {}
}

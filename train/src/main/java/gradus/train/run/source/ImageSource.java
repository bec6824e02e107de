package gradus.train.run.source;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.file.ImageFolder;
import gradus.train.data.file.ImageSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A folder with a folder of images for each class.
 *
 * @param folder the training images
 * @param test a folder of the same classes with the test images; null for none
 * @param size height and width; one number for both
 * @param channels 1 for grey, 3 for colour
 * @param fit what happens to another aspect ratio
 */
public record ImageSource(
    String folder, String test, List<Integer> size, int channels, ImageSpec.Fit fit)
    implements DataSource {
  /** Its line in the catalog. */
  static final Entry<DataSource> ENTRY =
      Entry.of(
          "images",
          ImageSource.class,
          "a folder with a folder of images for each class",
          List.of(
              Setting.text("folder", ".", "the folder, relative to the run file"),
              Setting.text("test", null, "a folder of the same classes with the test images"),
              Setting.wholes("size", 1, List.of(32L), "height and width; one number for both"),
              Setting.whole("channels", 1, 3, "1 for grey, 3 for colour"),
              Setting.choice(
                  "fit",
                  List.of("crop", "stretch"),
                  "crop",
                  "what happens to other aspect ratios")),
          ImageSource::read,
          x ->
              Settings.of(
                  "folder", x.folder(),
                  "test", x.test(),
                  "size", x.size(),
                  "channels", x.channels(),
                  "fit", x.fit().name().toLowerCase(Locale.ROOT)));

  /** Checks the sizes. */
  public ImageSource {
    size = List.copyOf(size);
    if (size.size() > 2) {
      throw new IllegalArgumentException("got size " + size + "; must be height and width");
    }
    spec(size, channels, fit);
  }

  private static ImageSource read(Settings s) {
    return new ImageSource(
        s.text("folder"),
        s.text("test"),
        java.util.Arrays.stream(s.wholes("size")).boxed().toList(),
        s.whole("channels"),
        ImageSpec.Fit.valueOf(s.text("fit").toUpperCase(Locale.ROOT)));
  }

  private static ImageSpec spec(List<Integer> size, int channels, ImageSpec.Fit fit) {
    return new ImageSpec(size.getFirst(), size.getLast(), channels, fit);
  }

  @Override
  public RawData load(DataCuts cuts) {
    ImageSpec spec = spec(size, channels, fit);
    Dataset train = ImageFolder.read(Path.of(folder), spec);
    if (test == null) {
      return RawData.of(cuts.apply(DataSplit.whole(train)));
    }
    Dataset tested = ImageFolder.read(Path.of(test), spec);
    if (!tested.labels().classes().equals(train.labels().classes())) {
      throw new DataException(
          "%s: got classes %s; must be %s as in %s"
              .formatted(test, tested.labels().classes(), train.labels().classes(), folder));
    }
    return RawData.of(cuts.apply(DataSplit.of(train, tested)));
  }

  @Override
  public ImageSource in(Path base) {
    return new ImageSource(
        Folders.resolve(base, folder), Folders.resolve(base, test), size, channels, fit);
  }
}

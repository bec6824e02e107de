package gradus.train.data.file;

import gradus.train.data.DataException;
import gradus.train.data.Dataset;
import gradus.train.data.DenseFeatures;
import gradus.train.data.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with a folder of images for each class: {@code root/cat/1.png}, {@code root/dog/7.jpg}.
 * Classes and files are taken in the order of their names; hidden files are left out.
 */
public final class ImageFolder {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  private ImageFolder() {}

  /**
   * Reads all images.
   *
   * @throws DataException if the folder is missing, has no images, or one cannot be read
   */
  public static Dataset read(Path root, ImageSpec spec) {
    if (!Files.isDirectory(root)) {
      throw new DataException(root + ": no such folder; must hold a folder of images a class");
    }
    List<String> classes = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Path folder : sorted(root)) {
      if (Files.isDirectory(folder)) {
        for (Path file : sorted(folder)) {
          if (ENDINGS.contains(ending(file))) {
            files.add(file);
            labels.add(classes.size());
          }
        }
        classes.add(folder.getFileName().toString());
      }
    }
    if (files.isEmpty()) {
      throw new DataException(root + ": no images; must hold ROOT/CLASS/NAME.png or .jpg");
    }
    int width = spec.shape().count();
    float[] values = new float[Math.multiplyExact(files.size(), width)];
    for (int i = 0; i < files.size(); i++) {
      System.arraycopy(ImageFile.read(files.get(i), spec), 0, values, i * width, width);
    }
    return new Dataset(
        root.toAbsolutePath().normalize().getFileName().toString(),
        spec.shape(),
        new DenseFeatures(values, files.size(), width),
        new Labels(labels.stream().mapToInt(Integer::intValue).toArray(), classes),
        List.of(),
        "");
  }

  private static List<Path> sorted(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed; check the permission to read it", e);
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}

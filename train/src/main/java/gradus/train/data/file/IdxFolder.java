package gradus.train.data.file;

import gradus.core.shape.Shape;
import gradus.train.data.ByteFeatures;
import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with the four files of MNIST and its kin: {@code train-images-idx3-ubyte}, {@code
 * train-labels-idx1-ubyte} and the same with {@code t10k}, each plain or {@code .gz}, also with a
 * dot ({@code train-images.idx3-ubyte}). Pixels are read as byte / 255, channels last.
 */
public record IdxFolder(Path folder) {
  private static final List<String> ENDINGS = List.of("", ".gz");

  /** Whether all four files are there. */
  public boolean isComplete() {
    return Stream.of("train", "t10k")
        .allMatch(
            part -> find(part, "images", 3).isPresent() && find(part, "labels", 1).isPresent());
  }

  /**
   * Reads the official training and test parts.
   *
   * @param name what the set is called
   * @param classes the names of the classes
   * @throws DataException if a file is missing, damaged, or images and labels do not fit
   */
  public DataSplit read(String name, List<String> classes, String licence) {
    Dataset train = part("train", name, classes, licence);
    return DataSplit.of(train, part("t10k", name, classes, licence));
  }

  /** The labels of the training part as the file holds them. */
  public IdxFile trainLabels() {
    return IdxFile.read(require("train", "labels", 1));
  }

  private Dataset part(String part, String name, List<String> classes, String licence) {
    IdxFile images = IdxFile.read(require(part, "images", 3));
    IdxFile numbers = IdxFile.read(require(part, "labels", 1));
    if (images.shape().rank() != 3 || numbers.shape().rank() != 1) {
      throw new DataException(
          "%s: got %s images of shape %s and labels of shape %s; must be [n, height, width] and [n]"
              .formatted(folder, part, images.shape(), numbers.shape()));
    }
    Shape shape = images.shape().slice(1, 3).plus(1);
    int[] labels = new int[numbers.values().length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = numbers.values()[i] & 0xFF;
    }
    ByteFeatures pixels =
        new ByteFeatures(images.values(), images.shape().size(0), shape.count(), 255);
    return new Dataset(name, shape, pixels, new Labels(labels, classes), List.of(), licence);
  }

  private Path require(String part, String kind, int rank) {
    return find(part, kind, rank)
        .orElseThrow(
            () ->
                new DataException(
                    "%s: no file %s-%s-idx%d-ubyte or .gz; must be in this folder"
                        .formatted(folder, part, kind, rank)));
  }

  private Optional<Path> find(String part, String kind, int rank) {
    return Stream.of("-", ".")
        .flatMap(dash -> ENDINGS.stream().map(end -> dash + "idx" + rank + "-ubyte" + end))
        .map(end -> folder.resolve(part + "-" + kind + end))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}

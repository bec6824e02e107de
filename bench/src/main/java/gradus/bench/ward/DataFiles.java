package gradus.bench.ward;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.train.checkpoint.SafeTensors;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Values;
import gradus.train.data.file.NpyArray;
import gradus.train.data.file.NpyFile;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arrays of a ward whose data are at fault, in a folder beside the run files. */
final class DataFiles {
  /** As seen from a run file. */
  static final String FOLDER = "../data/";

  private final Path folder;
  private final Map<String, Rows> known = new HashMap<>();

  /** In the folder {@code data} of a place, which is made. */
  DataFiles(Path place) {
    this.folder = place.resolve("data");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("--build: " + folder + " cannot be made", e);
    }
  }

  /** Examples as numbers: features row by row, and a label or value for each. */
  record Rows(float[] x, float[] y, int width, boolean labels) {
    int size() {
      return y.length;
    }

    Rows copy() {
      return new Rows(x.clone(), y.clone(), width, labels);
    }

    /** The first so many. */
    Rows first(int count) {
      return new Rows(Arrays.copyOf(x, count * width), Arrays.copyOf(y, count), width, labels);
    }

    /** Some, by their numbers. */
    Rows pick(int[] chosen) {
      float[] picked = new float[chosen.length * width];
      float[] answers = new float[chosen.length];
      for (int i = 0; i < chosen.length; i++) {
        System.arraycopy(x, chosen[i] * width, picked, i * width, width);
        answers[i] = y[chosen[i]];
      }
      return new Rows(picked, answers, width, labels);
    }
  }

  /** The training and validation part of a set, or its test part, scaled as suits it. */
  Rows rows(String set, boolean test) {
    return known.computeIfAbsent(set + test, _ -> load(set, test)).copy();
  }

  private static Rows load(String set, boolean test) {
    RunFile run = RunFile.parse(Net.of(set, 2, 8).sheet().yaml(), set, List.of());
    var split = Prepared.of(run).split();
    List<Dataset> parts = test ? List.of(split.test()) : List.of(split.train(), split.validation());
    int width = split.train().shape().count();
    int size = parts.stream().mapToInt(Dataset::size).sum();
    float[] x = new float[size * width];
    float[] y = new float[size];
    int row = 0;
    for (Dataset part : parts) {
      for (int i = 0; i < part.size(); i++, row++) {
        part.features().copy(i, x, row * width);
        y[row] =
            switch (part.targets()) {
              case Labels labels -> labels.label(i);
              case Values values -> values.value(i, 0);
            };
      }
    }
    return new Rows(x, y, width, split.train().targets() instanceof Labels);
  }

  /** Writes features and answers under a name. */
  void write(String name, Rows rows) {
    NpyFile.write(
        folder.resolve(name + "_x.npy"), NpyArray.of(Shape.of(rows.size(), rows.width), rows.x));
    if (rows.labels) {
      byte[] labels = new byte[rows.size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (byte) rows.y[i];
      }
      NpyFile.write(folder.resolve(name + "_y.npy"), NpyArray.of(Shape.of(rows.size()), labels));
    } else {
      NpyFile.write(folder.resolve(name + "_y.npy"), NpyArray.of(Shape.of(rows.size()), rows.y));
    }
  }

  /** The source of a run file that reads two written parts. */
  Map<String, Object> source(String train, String test, Rows rows, int classes) {
    Map<String, Object> npy =
        Sheet.thing(
            "train", FOLDER + train + "_x.npy",
            "train_labels", FOLDER + train + "_y.npy",
            "test", FOLDER + test + "_x.npy",
            "test_labels", FOLDER + test + "_y.npy");
    npy.put(rows.labels ? "classes" : "task", rows.labels ? classes : "regression");
    return Sheet.thing("npy", npy, "validation", 0.2);
  }

  /** Writes a parameter of one value everywhere; gives its path as seen from a run file. */
  String constant(String parameter, int size, double value) {
    String name = "constant_" + size + "_" + value + "_" + parameter.replace('.', '_');
    float[] numbers = new float[size];
    Arrays.fill(numbers, (float) value);
    return parameters(name, Map.of(parameter, Data.floats(Shape.of(size), numbers)));
  }

  /** Writes parameters; gives the path as seen from a run file. */
  String parameters(String name, Map<String, Data> values) {
    SafeTensors.write(folder.resolve(name + ".safetensors"), values, Map.of());
    return FOLDER + name + ".safetensors";
  }
}

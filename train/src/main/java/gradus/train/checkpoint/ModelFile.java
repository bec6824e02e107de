package gradus.train.checkpoint;

import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.layer.Layers;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Losses;
import gradus.train.TrainedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A trained model as files: {@code model.safetensors} holds the numbers, {@code model.json} beside
 * it everything else, readable: network, loss, shape of an example, classes, preprocessing,
 * provenance.
 */
public final class ModelFile {
  /** The name of the description in a folder. */
  public static final String DESCRIPTION = "model.json";

  private static final String NUMBERS = "model.safetensors";
  private static final long VERSION = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
          .build();

  private ModelFile() {}

  /**
   * A model and what else belongs to it.
   *
   * @param classes the names of the classes; empty for numbers
   * @param preparation how raw examples become features, as the data package wrote it; may be empty
   * @param provenance run name, seed, data hash, versions
   */
  public record Content(
      TrainedModel model,
      List<String> classes,
      Map<String, Object> preparation,
      Map<String, Object> provenance) {}

  /** Writes a model into a folder: the numbers first, then the description. */
  public static void write(Path folder, Content content) {
    TrainedModel model = content.model();
    SafeTensors.write(
        folder.resolve(NUMBERS), model.values(), Map.of("format", "gradus-model-" + VERSION));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", VERSION);
    json.put("example", boxed(model.example()));
    json.put("model", layers(model.layer()));
    json.put("loss", Losses.CATALOG.write(model.loss()));
    json.put("classes", content.classes());
    json.put("preparation", content.preparation());
    json.put("provenance", content.provenance());
    byte[] text = JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
    SafeFile.write(folder.resolve(DESCRIPTION), ByteBuffer.wrap(text));
  }

  private static List<Integer> boxed(Shape shape) {
    List<Integer> sizes = new ArrayList<>();
    for (int size : shape.sizes()) {
      sizes.add(size);
    }
    return sizes;
  }

  private static Object layers(Layer layer) {
    List<Layer> all = layer instanceof Sequential sequential ? sequential.layers() : List.of(layer);
    return all.stream().map(Layers.CATALOG::write).toList();
  }

  /**
   * Reads the model in a folder.
   *
   * @throws CheckpointException if a file is missing, damaged or of a later format
   */
  public static Content read(Path folder) {
    Path file = folder.resolve(DESCRIPTION);
    if (!Files.exists(file)) {
      throw new CheckpointException(
          folder + ": holds no " + DESCRIPTION + "; give the folder of a finished run");
    }
    Map<?, ?> json;
    try {
      json = JSON.readValue(Files.readString(file), Map.class);
    } catch (IOException | JacksonException e) {
      throw new CheckpointException(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
    if (!(json.get("format") instanceof Number format) || format.longValue() > VERSION) {
      throw new CheckpointException(
          file + ": has format " + json.get("format") + "; this version reads up to " + VERSION);
    }
    List<Layer> layers = new ArrayList<>();
    for (Object tree : (List<?>) json.get("model")) {
      layers.add(Layers.CATALOG.read(tree, "model[" + layers.size() + "]"));
    }
    Loss loss = Losses.CATALOG.read(json.get("loss"), "loss");
    int[] sizes =
        ((List<?>) json.get("example")).stream().mapToInt(v -> ((Number) v).intValue()).toArray();
    TrainedModel model =
        new TrainedModel(
            new Sequential(layers),
            loss,
            Shape.of(sizes),
            SafeTensors.read(folder.resolve(NUMBERS)).values());
    List<String> classes = ((List<?>) json.get("classes")).stream().map(String::valueOf).toList();
    return new Content(model, classes, map(json.get("preparation")), map(json.get("provenance")));
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((key, v) -> map.put(String.valueOf(key), v));
    }
    return map;
  }
}

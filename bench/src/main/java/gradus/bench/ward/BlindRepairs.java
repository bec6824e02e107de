package gradus.bench.ward;

import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Repairs that look at nothing: what everybody does, and what comes to mind. */
final class BlindRepairs {
  static final List<Healer> ALL = List.of(usual(), random());

  private BlindRepairs() {}

  /** Adam, He, batch norm and clipping to 1, all at once. */
  static Healer usual() {
    return healer(
        "Adam + He + batch norm + clip 1",
        (run, sheet) -> {
          adam(sheet);
          he(sheet);
          batchNorm(sheet);
          clip(sheet);
          return List.of("Adam", "He", "batch norm", "clip 1");
        });
  }

  /** One of the usual edits, drawn by the hash of the run file. */
  static Healer random() {
    List<Consumer<Sheet>> edits =
        List.of(
            BlindRepairs::adam,
            BlindRepairs::he,
            BlindRepairs::batchNorm,
            BlindRepairs::clip,
            sheet -> rate(sheet, 0.1),
            sheet -> rate(sheet, 10),
            sheet -> sheet.set("data.normalize", "standardize"),
            sheet -> sheet.set("groups", null),
            sheet -> sheet.set("penalties", Sheet.thing("l2", 1e-3)),
            sheet -> sheet.set("schedule", "cosine"));
    return healer(
        "random repair",
        (run, sheet) -> {
          int drawn = Integer.parseInt(Lot.of(run.toYaml()).substring(0, 6), 16);
          edits.get(drawn % edits.size()).accept(sheet);
          return List.of("edit " + drawn % edits.size());
        });
  }

  private interface Change {
    List<String> apply(RunFile run, Sheet sheet);
  }

  private static Healer healer(String name, Change change) {
    return new Healer() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Healing heal(RunFile run, double budget) {
        Sheet sheet = Sheet.of(run);
        List<String> changes = change.apply(run, sheet);
        try {
          RunFile changed = RunFile.parse(sheet.yaml(), run.name(), List.of());
          return new Healing(Optional.of(changed), changes, 1);
        } catch (IllegalArgumentException refused) {
          return new Healing(Optional.empty(), List.of(), 0);
        }
      }
    };
  }

  private static void adam(Sheet sheet) {
    sheet.set("optimizer", Sheet.thing("adam", Sheet.thing("rate", 1e-3)));
  }

  private static void he(Sheet sheet) {
    Changes.initializer(sheet, _ -> true, "he_normal");
  }

  private static void clip(Sheet sheet) {
    sheet.set("clip", Sheet.thing("global_norm", 1));
  }

  @SuppressWarnings("unchecked")
  private static void rate(Sheet sheet, double factor) {
    Object optimizer = sheet.get("optimizer");
    if (optimizer instanceof Map<?, ?> map) {
      String name = Sheet.name(map);
      Object settings = map.get(name);
      double old =
          settings instanceof Map<?, ?> inner && inner.get("rate") instanceof Number rate
              ? rate.doubleValue()
              : settings instanceof Number rate ? rate.doubleValue() : 1e-2;
      if (!(settings instanceof Map)) {
        ((Map<String, Object>) map).put(name, Sheet.thing("rate", old));
      }
      sheet.set("optimizer." + name + ".rate", old * factor);
    }
  }

  /** A batch norm after each layer with weights but the last, before its activation. */
  private static void batchNorm(Sheet sheet) {
    List<Map<String, Object>> weighted = sheet.weighted();
    if (!weighted.isEmpty()) {
      normalize(sheet.model(), weighted.getLast());
    }
  }

  private static void normalize(List<Object> layers, Map<String, Object> head) {
    List<Object> normed = new ArrayList<>();
    for (Object layer : layers) {
      normed.add(layer);
      Object settings = layer instanceof Map<?, ?> map ? map.get(Sheet.name(layer)) : null;
      String name = Sheet.name(layer);
      if (settings instanceof List<?>) {
        normalize(Sheet.list(settings), head);
      } else if (settings instanceof Map<?, ?> inner && inner.get("layers") instanceof List<?>) {
        normalize(Sheet.list(inner.get("layers")), head);
      } else if ((name.equals("dense") || name.equals("conv2d")) && settings != head) {
        normed.add("batch_norm");
        if (settings instanceof Map<?, ?> inner && inner.get("activation") != null) {
          normed.add(inner.get("activation"));
          inner.remove("activation");
        }
      }
    }
    layers.clear();
    layers.addAll(normed);
  }
}

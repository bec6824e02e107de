package gradus.health.heal.edit;

import gradus.nn.layer.Layers;
import gradus.nn.loss.Losses;
import gradus.nn.optim.Clips;
import gradus.nn.optim.Optimizers;
import gradus.nn.optim.Penalties;
import gradus.nn.schedule.Schedules;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A run file under change: its tree in long form, and what was changed so far. Everything that is
 * changed through it is noted as an {@link Edit}.
 */
public final class Draft {
  private static final String WEIGHTS = "weights";

  /** Parts that may be written by the value of their first setting, which is named last. */
  private static final List<List<String>> PARTS =
      List.of(
          List.of("data", "set"),
          List.of("data", "csv", "file"),
          List.of("train", "epochs"),
          List.of("train", "stop", "patience"),
          List.of("init", "lsuv"),
          List.of("init", "transfer", "from"),
          List.of("health", "every"));

  private final Map<String, Object> tree;
  private final List<Edit> edits;
  private final String remedy;

  private Draft(Map<String, Object> tree, List<Edit> edits, String remedy) {
    this.tree = tree;
    this.edits = edits;
    this.remedy = remedy;
  }

  /** A draft without changes. */
  public static Draft of(RunFile file) {
    Map<String, Object> tree = new LinkedHashMap<>(file.toTree());
    tree.replaceAll((_, value) -> Forms.copy(value));
    tree.put("model", layers(tree.get("model")));
    tree.put(
        "optimizer", Forms.expanded(tree.getOrDefault("optimizer", "adam"), Optimizers.CATALOG));
    for (List<String> part : PARTS) {
      expandPart(tree, part);
    }
    expand(tree, "schedule", Schedules.CATALOG);
    expand(tree, "clip", Clips.CATALOG);
    if (tree.get("loss") instanceof Map) {
      expand(tree, "loss", Losses.CATALOG);
    }
    if (tree.get("penalties") instanceof List<?> list) {
      List<Object> expanded = new ArrayList<>();
      list.forEach(penalty -> expanded.add(Forms.expanded(penalty, Penalties.CATALOG)));
      tree.put("penalties", expanded);
    }
    return new Draft(tree, new ArrayList<>(), "");
  }

  private static void expand(
      Map<String, Object> tree, String key, gradus.nn.config.Catalog<?> catalog) {
    if (tree.get(key) != null) {
      tree.put(key, Forms.expanded(tree.get(key), catalog));
    }
  }

  private static void expandPart(Map<String, Object> tree, List<String> path) {
    Map<String, Object> at = tree;
    for (int i = 0; i < path.size() - 2; i++) {
      if (!(at.get(path.get(i)) instanceof Map)) {
        return;
      }
      at = Forms.changeable(at.get(path.get(i)));
    }
    String part = path.get(path.size() - 2);
    Object given = at.get(part);
    if (given != null && !(given instanceof Map)) {
      at.put(part, Forms.map(path.getLast(), given));
    }
  }

  private static List<Object> layers(Object given) {
    List<Object> layers = new ArrayList<>();
    for (Object layer : (List<?>) given) {
      Map<String, Object> expanded = Forms.expanded(layer, Layers.CATALOG);
      Map<String, Object> settings = Forms.changeable(expanded.values().iterator().next());
      for (String nested : List.of("layers", "shortcut")) {
        if (settings.get(nested) instanceof List<?> inner) {
          settings.put(nested, layers(inner));
        }
      }
      if (settings.get("branches") instanceof List<?> branches) {
        List<Object> all = new ArrayList<>();
        branches.forEach(branch -> all.add(layers(branch)));
        settings.put("branches", all);
      }
      if (settings.get("nodes") instanceof List<?> nodes) {
        for (Object node : nodes) {
          Object inner = Forms.changeable(node).get("layer");
          if (inner != null) {
            Forms.changeable(node).put("layer", layers(List.of(inner)).getFirst());
          }
        }
      }
      layers.add(expanded);
    }
    return layers;
  }

  /** A copy in which a remedy goes on. */
  public Draft by(String name) {
    return new Draft(Forms.changeable(Forms.copy(tree)), new ArrayList<>(edits), name);
  }

  /** Notes that the remedy operates on learned weights, which the run file does not hold. */
  public Draft operate(String why) {
    edits.add(new Edit(WEIGHTS, null, remedy, remedy, why));
    return this;
  }

  /** The operations on learned weights, in order. */
  public List<String> operations() {
    return edits.stream().filter(e -> e.path().equals(WEIGHTS)).map(Edit::remedy).toList();
  }

  /** What was changed so far. */
  public List<Edit> edits() {
    return List.copyOf(edits);
  }

  /**
   * As a run file.
   *
   * @throws gradus.nn.config.ConfigException if a change made it wrong
   */
  public RunFile file() {
    return RunFile.of(tree);
  }

  /** What stands at a path of names, for example {@code "train", "batch"}; empty if nothing. */
  public Optional<Object> get(String... path) {
    Object at = tree;
    for (String name : path) {
      at = at instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return Optional.ofNullable(at);
  }

  /** A number at a path, or another one if there is none. */
  public double number(double otherwise, String... path) {
    return get(path).map(value -> ((Number) value).doubleValue()).orElse(otherwise);
  }

  /** Sets what stands at a path; null takes it away. Nothing is noted if nothing changes. */
  public Draft set(Object value, String why, String... path) {
    Map<String, Object> at = tree;
    for (int i = 0; i < path.length - 1; i++) {
      if (!(at.get(path[i]) instanceof Map)) {
        at.put(path[i], new LinkedHashMap<>());
      }
      at = Forms.changeable(at.get(path[i]));
    }
    String last = path[path.length - 1];
    put(at, last, value, String.join(".", path), why);
    return this;
  }

  /** Sets a setting of a layer; null takes it away. */
  public void give(Piece piece, String setting, Object value, String why) {
    put(piece.settings(), setting, value, piece.place() + "." + piece.kind() + "." + setting, why);
  }

  private void put(Map<String, Object> at, String name, Object value, String path, String why) {
    Object before = at.get(name);
    if (Objects.equals(before, value)) {
      return;
    }
    if (value == null) {
      at.remove(name);
    } else {
      at.put(name, value);
    }
    // A setting that is changed again is one edit; layers may have moved meanwhile.
    Edit earlier =
        path.startsWith("model")
            ? null
            : edits.stream().filter(edit -> edit.path().equals(path)).findFirst().orElse(null);
    Object first = earlier == null ? Forms.copy(before) : earlier.before();
    edits.remove(earlier);
    if (!Objects.equals(first, value)) {
      edits.add(new Edit(path, first, value, remedy, why));
    }
  }

  /** Puts another layer in the place of one. */
  public void replace(Piece piece, Map<String, Object> layer, String why) {
    edits.add(
        new Edit(piece.place(), Forms.copy(piece.list().get(piece.index())), layer, remedy, why));
    piece.list().set(piece.index(), layer);
  }

  /** Puts a layer into a list of layers. */
  public void insert(List<Object> list, int index, String where, Object layer, String why) {
    edits.add(new Edit(where + "[" + index + "]", null, layer, remedy, why));
    list.add(index, layer);
  }

  /** Takes a layer away. */
  public void remove(Piece piece, String why) {
    edits.add(
        new Edit(piece.place(), Forms.copy(piece.list().get(piece.index())), null, remedy, why));
    piece.list().remove(piece.index());
  }

  /** The layers of the model, outermost list. */
  public List<Object> model() {
    return Forms.items(tree.get("model"));
  }

  /** All layers, in the order in which the signal passes; those inside others after these. */
  public List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    walk(model(), "model", "", pieces);
    return pieces;
  }

  private static void walk(List<Object> list, String where, String scope, List<Piece> pieces) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      String kind = Forms.name(list.get(i));
      boolean alone = list instanceof NodeLayer && list.size() == 1;
      String path =
          alone
              ? scope.substring(0, scope.length() - 1)
              : scope + kind + "_" + counts.merge(kind, 1, Integer::sum);
      Piece piece = new Piece(list, i, where, path);
      pieces.add(piece);
      String inside = piece.place() + "." + kind + ".";
      if (piece.settings().get("layers") instanceof List<?> inner) {
        walk(Forms.items(inner), inside + "layers", path + ".", pieces);
      }
      if (piece.settings().get("shortcut") instanceof List<?> inner) {
        walk(Forms.items(inner), inside + "shortcut", path + ".shortcut.", pieces);
      }
      if (piece.settings().get("branches") instanceof List<?> branches) {
        for (int b = 0; b < branches.size(); b++) {
          String branch = inside + "branches[" + b + "]";
          String name = path + ".branch_" + (b + 1) + ".";
          walk(Forms.items(branches.get(b)), branch, name, pieces);
        }
      }
      if (piece.settings().get("nodes") instanceof List<?> nodes) {
        for (int n = 0; n < nodes.size(); n++) {
          Map<String, Object> node = Forms.changeable(nodes.get(n));
          String name = path + "." + node.get("name") + ".";
          walk(new NodeLayer(node), inside + "nodes[" + n + "].layer", name, pieces);
        }
      }
    }
  }

  /** The last layer with weights, which gives the outputs; empty if there is none. */
  public Optional<Piece> head() {
    return pieces().stream().filter(Piece::weighted).reduce((_, last) -> last);
  }

  /** The layers with weights but the last. */
  public List<Piece> hidden() {
    List<Piece> all = pieces().stream().filter(Piece::weighted).toList();
    return all.isEmpty() ? all : all.subList(0, all.size() - 1);
  }
}

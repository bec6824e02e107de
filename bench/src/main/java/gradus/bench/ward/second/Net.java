package gradus.bench.ward.second;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training as it is drafted: a body of blocks, a head, and what is around them. It is written in
 * short, {@code relu:64x3 drop:0.3}, and can be copied and changed block by block.
 *
 * <p>Words of a body: {@code ACT:WIDTHxCOUNT/NORM} dense layers; the same with {@code res-} or
 * {@code rezero-} before it as residual blocks, with {@code conv-} or {@code rconv-} as
 * convolutions; {@code pool}, {@code gap}, {@code flatten}, {@code drop:RATE}, and {@code
 * raw:LAYER}.
 */
final class Net {
  private static final double MEASUREMENTS = 45;

  final String id;
  final String set;
  String data;
  final List<Block> blocks = new ArrayList<>();
  final List<String> front = new ArrayList<>();
  final List<String> end = new ArrayList<>();
  String headInit = "";
  String loss;
  String optimizer;
  int epochs;
  int batch;
  int rows;
  int outputs;
  final Map<String, String> more = new LinkedHashMap<>();

  /** A block of a body; {@code before} comes between its weights and its activation. */
  static final class Block {
    final String type;
    final String activation;
    final int width;
    final String norm;
    String act;
    String init = "";
    String before = "";
    String after = "";
    String input = "";

    Block(String type, String activation, int width, String norm) {
      this.type = type;
      this.activation = activation;
      this.act = activation;
      this.width = width;
      this.norm = norm;
    }

    boolean weighted() {
      return !type.equals("raw");
    }
  }

  Net(String id, String set, String body, String optimizer, int epochs, int batch) {
    this.id = id;
    this.set = set;
    this.data = Sets.data(set);
    this.loss = Sets.facts(set).classes() ? "cross_entropy" : "mse";
    this.optimizer = optimizer;
    this.epochs = epochs;
    this.batch = batch;
    this.rows = Sets.facts(set).train();
    this.outputs = Sets.facts(set).outputs();
    for (String word : body.isEmpty() ? new String[0] : body.split(" ")) {
      add(word.replace('~', ' '));
    }
  }

  private void add(String word) {
    switch (word) {
      case "pool" -> blocks.add(new Block("raw", "max_pool", 0, ""));
      case "avg" -> blocks.add(new Block("raw", "avg_pool", 0, ""));
      case "gap" -> blocks.add(new Block("raw", "global_avg_pool", 0, ""));
      case "flatten" -> blocks.add(new Block("raw", "flatten", 0, ""));
      default -> {
        int colon = word.indexOf(':');
        String name = word.substring(0, colon);
        String rest = word.substring(colon + 1);
        if (name.equals("raw")) {
          blocks.add(new Block("raw", rest, 0, ""));
        } else if (name.equals("drop")) {
          blocks.add(new Block("raw", "dropout: " + rest, 0, ""));
        } else {
          int dash = name.indexOf('-');
          String type = dash < 0 ? "dense" : name.substring(0, dash);
          String norm = rest.contains("/") ? rest.substring(rest.indexOf('/') + 1) : "";
          String size = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
          String[] parts = size.split("x");
          int count = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
          for (int i = 0; i < count; i++) {
            blocks.add(new Block(type, name.substring(dash + 1), Integer.parseInt(parts[0]), norm));
          }
        }
      }
    }
  }

  /** A copy with another name. */
  Net copy(String name) {
    Net copy = new Net(name, set, "", optimizer, epochs, batch);
    copy.data = data;
    copy.loss = loss;
    copy.headInit = headInit;
    copy.front.addAll(front);
    copy.end.addAll(end);
    copy.more.putAll(more);
    for (Block block : blocks) {
      Block own = new Block(block.type, block.activation, block.width, block.norm);
      own.act = block.act;
      own.init = block.init;
      own.before = block.before;
      own.after = block.after;
      own.input = block.input;
      copy.blocks.add(own);
    }
    return copy;
  }

  /** Sets something else of the run file. */
  Net with(String name, String value) {
    more.put(name, value);
    return this;
  }

  /** The blocks with weights. */
  List<Block> weighted() {
    return blocks.stream().filter(Block::weighted).toList();
  }

  /** The path of the n-th block with weights, counted from 0; the head comes after the last. */
  String path(int n) {
    int dense = 0;
    int conv = 0;
    int residual = 0;
    int at = 0;
    for (Block block : weighted()) {
      String path =
          switch (block.type) {
            case "dense" -> "dense_" + ++dense;
            case "conv" -> "conv2d_" + ++conv;
            case "rconv" -> "residual_" + ++residual + ".conv2d_1";
            default -> "residual_" + ++residual + ".dense_1";
          };
      if (at++ == n) {
        return path;
      }
    }
    return "dense_" + (dense + 1);
  }

  /** All layers between two of the blocks with weights. */
  String paths(int first, int last) {
    return first == last ? path(first) : path(first) + ".." + path(last);
  }

  /** All blocks with weights. */
  String body() {
    return paths(0, weighted().size() - 1);
  }

  /** Multiplies the learning rate. */
  Net rate(double factor) {
    String text = optimizer;
    int at = text.indexOf("rate: ") + 6;
    int to = at;
    while (to < text.length() && ",}".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    double rate = Double.parseDouble(text.substring(at, to)) * factor;
    optimizer = text.substring(0, at) + (float) rate + text.substring(to);
    return this;
  }

  /** Trains on the first rows only, for so many updates. */
  Net first(int few, int updates) {
    rows = few * 17 / 20;
    batch = Math.min(batch, rows);
    epochs = Math.max(1, updates / ((rows + batch - 1) / batch));
    return this;
  }

  /** The path of the head. */
  String head() {
    return path(weighted().size());
  }

  /** The n-th block with weights. */
  Block at(int n) {
    return weighted().get(n);
  }

  /** Starts all blocks with weights in the same way. */
  Net start(String init) {
    weighted().forEach(block -> block.init = init);
    return this;
  }

  /** Gives all blocks with weights another activation. */
  Net activate(String act) {
    weighted().forEach(block -> block.act = act);
    return this;
  }

  /** Updates of the whole training. */
  int steps() {
    return epochs * ((rows + batch - 1) / batch);
  }

  /** The run file. */
  String yaml(long seed) {
    StringBuilder text = new StringBuilder();
    text.append("seed: ").append(seed).append('\n');
    text.append("data: ").append(data).append("\nmodel:\n");
    layers().forEach(layer -> text.append("  - ").append(layer).append('\n'));
    text.append("loss: ").append(loss).append("\noptimizer: ").append(optimizer).append('\n');
    text.append("metrics: ").append(Sets.facts(set).classes() ? "accuracy" : "r2").append('\n');
    text.append("train: {epochs: ").append(epochs).append(", batch: ").append(batch);
    text.append(more.containsKey("train") ? ", " + more.get("train") : "").append("}\n");
    more.forEach(
        (name, value) -> {
          if (!name.equals("train")) {
            text.append(name).append(": ").append(value).append('\n');
          }
        });
    return text + "health: " + Math.max(1, Math.round(steps() / MEASUREMENTS)) + "\n";
  }

  private List<String> layers() {
    List<String> layers = new ArrayList<>(front);
    boolean flat = !Sets.facts(set).image() || front.contains("flatten");
    for (Block block : blocks) {
      boolean flattens = block.act.equals("flatten") || block.act.equals("global_avg_pool");
      if (!flat && (flattens || (block.weighted() && !block.type.endsWith("conv")))) {
        flat = true;
        if (!flattens) {
          layers.add("flatten");
        }
      }
      if (!block.input.isEmpty()) {
        layers.add("{" + block.input + "}");
      }
      layers.addAll(Blocks.lines(block));
      if (!block.after.isEmpty()) {
        layers.add("{" + block.after + "}");
      }
    }
    if (!flat) {
      layers.add("flatten");
    }
    String init = headInit.isEmpty() ? "" : ", initializer: " + headInit;
    layers.add("{dense: {units: " + outputs + init + "}}");
    layers.addAll(end);
    return layers;
  }
}

package gradus.bench.ward.second;

import java.util.ArrayList;
import java.util.List;

/** Blocks of a net as lines of a run file. */
final class Blocks {
  private Blocks() {}

  /** The layers of a block, in order. */
  static List<String> lines(Net.Block block) {
    return switch (block.type) {
      case "raw" -> List.of(block.act.contains(":") ? "{" + block.act + "}" : block.act);
      case "dense", "conv" -> plain(block);
      case "res", "rconv" -> List.of("residual: [" + inner(block) + "]");
      case "rezero" -> List.of("residual: {layers: [" + inner(block) + "], scaled: true}");
      default -> throw new IllegalArgumentException("unknown block " + block.type);
    };
  }

  private static List<String> plain(Net.Block block) {
    List<String> lines = new ArrayList<>();
    boolean apart = !block.norm.isEmpty() || !block.before.isEmpty() || block.act.contains(":");
    lines.add("{" + weights(block, !apart) + "}");
    if (!block.norm.isEmpty()) {
      lines.add(one(block.norm));
    }
    if (!block.before.isEmpty()) {
      lines.add("{" + block.before + "}");
    }
    if (apart && !block.act.equals("identity")) {
      lines.add(one(block.act));
    }
    return lines;
  }

  /** Inside a residual block the norm comes first. */
  private static String inner(Net.Block block) {
    String norm = block.norm.isEmpty() ? "" : one(block.norm) + ", ";
    String before = block.before.isEmpty() ? "" : ", {" + block.before + "}";
    return norm
        + "{"
        + weights(block, block.before.isEmpty())
        + "}"
        + before
        + (before.isEmpty() ? "" : ", " + one(block.act));
  }

  private static String weights(Net.Block block, boolean active) {
    String init = block.init.isEmpty() ? "" : ", initializer: " + block.init;
    String act = active && !block.act.equals("identity") ? ", activation: " + block.act : "";
    return block.type.endsWith("conv")
        ? "conv2d: {filters: " + block.width + act + init + "}"
        : "dense: {units: " + block.width + act + init + "}";
  }

  private static String one(String layer) {
    return layer.contains(":") ? "{" + layer + "}" : layer;
  }
}

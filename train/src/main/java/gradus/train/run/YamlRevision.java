package gradus.train.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Changes a YAML text where two trees differ and nowhere else: comments, order, blank lines and the
 * way in which values are written stay. The text may write the first tree in other words (short
 * forms, defaults); where it is too different to be changed in part, the smallest value around the
 * difference is written anew.
 */
final class YamlRevision {
  /** What is put in at a place stands before what goes there. */
  private static final Comparator<Cut> ORDER =
      Comparator.comparingInt(Cut::from).thenComparingInt(Cut::to);

  /** How much more two equal items are alike than two of one kind. */
  private static final int EQUAL = 3;

  private final String text;
  private final boolean coarse;
  private final List<Cut> cuts = new ArrayList<>();

  private YamlRevision(String text, boolean coarse) {
    this.text = text;
    this.coarse = coarse;
  }

  /** Characters that give way to others. */
  private record Cut(int from, int to, String by) {}

  /** A key and a value in the text. */
  private record Line(String key, Node name, Node value) {}

  /**
   * The changed text.
   *
   * @param text lines that each end with one new line
   * @param root its tree
   * @param coarse whether whole parts of the root are written anew
   */
  static String of(
      String text, Node root, Map<String, ?> before, Map<String, ?> after, boolean coarse) {
    YamlRevision revision = new YamlRevision(text, coarse);
    revision.change(root, before, after, true);
    return revision.between(0, text.length());
  }

  /** A part of the text with all changes within it. */
  private String between(int from, int to) {
    StringBuilder changed = new StringBuilder();
    int at = from;
    for (Cut cut : cuts.stream().sorted(ORDER).toList()) {
      if (cut.from >= at && cut.to <= to) {
        changed.append(text, at, cut.from).append(cut.by);
        at = cut.to;
      }
    }
    return changed.append(text, at, to).toString();
  }

  private void change(Node node, Object before, Object after, boolean root) {
    if (Objects.equals(before, after)) {
      return;
    }
    boolean block = node instanceof CollectionNode<?> c && c.getFlowStyle() != FlowStyle.FLOW;
    int known = cuts.size();
    boolean done =
        switch (node) {
          case MappingNode map when before instanceof Map || after instanceof Map -> {
            Map<String, Object> a = named(after, before);
            yield !a.isEmpty() && entries(map, named(before, after), a, block, root);
          }
          case MappingNode map when before != null -> only(map, before, after);
          case SequenceNode list
              when before instanceof List<?> b
                  && after instanceof List<?> a
                  && list.getValue().size() == b.size() ->
              !a.isEmpty() && items(list, b, a, block);
          default -> false;
        };
    if (!done) {
      cuts.subList(known, cuts.size()).clear();
      cuts.add(new Cut(start(node), end(node), YamlText.flow(after)));
    }
  }

  /** Changes the one setting of a map in the text that the short form of both trees means. */
  private boolean only(MappingNode node, Object before, Object after) {
    List<NodeTuple> meant =
        node.getValue().stream()
            .filter(
                tuple ->
                    tuple.getValueNode() instanceof ScalarNode value
                        && before.equals(YamlText.plain(YamlTree.value(value.getValue(), ""))))
            .toList();
    if (meant.size() != 1) {
      return false;
    }
    change(meant.getFirst().getValueNode(), before, after, false);
    return true;
  }

  private boolean entries(
      MappingNode node, Map<String, ?> before, Map<String, ?> after, boolean block, boolean root) {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
      lines.put(key, new Line(key, tuple.getKeyNode(), tuple.getValueNode()));
    }
    Set<String> gone = new LinkedHashSet<>(before.keySet());
    gone.removeAll(after.keySet());
    Set<String> come = new LinkedHashSet<>(after.keySet());
    come.removeAll(lines.keySet());
    come.removeIf(key -> !isChanged(key, before, after));
    for (Line line : lines.values()) {
      if (root && coarse && block && isChanged(line.key, before, after)) {
        int from = lineStart(start(line.name));
        cuts.add(
            new Cut(
                from, lineEnd(end(line.value)), YamlText.section(line.key, after.get(line.key))));
      } else if (after.containsKey(line.key)) {
        change(line.value, before.get(line.key), after.get(line.key), false);
      }
    }
    if (gone.isEmpty() && come.isEmpty()) {
      return true;
    }
    return block
        ? lines(lines, gone, come, after, root)
        : join(lines, gone, come, after, start(node), end(node));
  }

  private static boolean isChanged(String key, Map<String, ?> before, Map<String, ?> after) {
    return after.containsKey(key) && !Objects.equals(before.get(key), after.get(key));
  }

  /** Takes lines of a block map out and puts others in, each behind the one it follows. */
  private boolean lines(
      Map<String, Line> lines,
      Set<String> gone,
      Set<String> come,
      Map<String, ?> after,
      boolean root) {
    for (String key : gone) {
      Line line = lines.get(key);
      if (line != null && !take(start(line.name), end(line.value), "")) {
        return false;
      }
    }
    Line first = lines.values().iterator().next();
    String indent = " ".repeat(start(first.name) - lineStart(start(first.name)));
    int at = lineStart(start(first.name));
    boolean behindDash = !text.substring(at, start(first.name)).isBlank();
    StringBuilder pending = new StringBuilder();
    for (String key : after.keySet()) {
      if (come.contains(key)) {
        Object value = after.get(key);
        pending
            .append(indent)
            .append(root ? YamlText.section(key, value) : entry(key, value) + "\n");
      }
      Line line = lines.get(key);
      if (line != null) {
        if (!put(at, pending, behindDash)) {
          return false;
        }
        at = lineEnd(end(line.value));
        behindDash = false;
      }
    }
    return put(at, pending, behindDash);
  }

  private boolean put(int at, StringBuilder pending, boolean behindDash) {
    if (pending.isEmpty()) {
      return true;
    }
    cuts.add(new Cut(at, at, pending.toString()));
    pending.setLength(0);
    return !behindDash;
  }

  /** Takes whole lines out, if nothing but a mark stands before what goes. */
  private boolean take(int from, int to, String mark) {
    int begin = lineStart(from);
    if (!text.substring(begin, from).strip().equals(mark)) {
      return false;
    }
    cuts.removeIf(cut -> cut.from >= begin && cut.to <= lineEnd(to));
    cuts.add(new Cut(begin, lineEnd(to), ""));
    return true;
  }

  /** Writes a map in braces anew, with the entries that stay as they are. */
  private boolean join(
      Map<String, Line> lines,
      Set<String> gone,
      Set<String> come,
      Map<String, ?> after,
      int from,
      int to) {
    List<String> entries = new ArrayList<>();
    for (Line line : lines.values()) {
      if (!gone.contains(line.key)) {
        entries.add(between(start(line.name), end(line.value)));
      }
    }
    come.forEach(key -> entries.add(entry(key, after.get(key))));
    cuts.removeIf(cut -> cut.from >= from && cut.to <= to);
    cuts.add(new Cut(from, to, "{" + String.join(", ", entries) + "}"));
    return true;
  }

  private boolean items(SequenceNode node, List<?> before, List<?> after, boolean block) {
    List<Node> items = node.getValue();
    List<String> all = new ArrayList<>();
    int known = cuts.size();
    int at = items.isEmpty() ? start(node) : lineStart(start(items.getFirst()));
    String indent = items.isEmpty() ? "" : text.substring(at, start(items.getFirst()));
    StringBuilder pending = new StringBuilder();
    List<Alignment> pairs = Alignment.of(before, after, YamlRevision::likeness);
    boolean inLines = block && indent.strip().equals("-");
    for (Alignment pair : pairs) {
      if (pair.before() < 0) {
        Object item = after.get(pair.after());
        all.add(YamlText.flow(item));
        pending.append(indent).append(item(item)).append('\n');
        continue;
      }
      Node kept = items.get(pair.before());
      if (inLines) {
        put(at, pending, false);
        at = lineEnd(end(kept));
      }
      if (pair.after() >= 0) {
        change(kept, before.get(pair.before()), after.get(pair.after()), false);
        all.add(between(start(kept), end(kept)));
      } else if (inLines && !take(start(kept), end(kept), "-")) {
        return false;
      }
    }
    if (inLines) {
      return put(at, pending, false);
    }
    if (block) {
      return false;
    }
    if (!pairs.stream().allMatch(Alignment::isPair)) {
      cuts.subList(known, cuts.size()).clear();
      cuts.add(new Cut(start(node), end(node), "[" + String.join(", ", all) + "]"));
    }
    return true;
  }

  private static int likeness(Object one, Object other) {
    return one.equals(other) ? EQUAL : kind(one).equals(kind(other)) ? 1 : 0;
  }

  /** What an item of a list is: {@code dense: ..} is a dense, numbers are numbers. */
  private static Object kind(Object item) {
    return switch (item) {
      case Map<?, ?> map when map.size() == 1 -> map.keySet().iterator().next();
      case Map<?, ?> _ -> Map.class;
      case String word -> word;
      default -> Object.class;
    };
  }

  private static String item(Object value) {
    return value instanceof Map<?, ?> map && map.size() == 1
        ? entry(String.valueOf(map.keySet().iterator().next()), map.values().iterator().next())
        : YamlText.flow(value);
  }

  private static String entry(String key, Object value) {
    String map = YamlText.flow(Map.of(key, value));
    return map.substring(1, map.length() - 1);
  }

  /** A map, or what the short form of one means: a value of the other's first setting. */
  private static Map<String, Object> named(Object value, Object other) {
    Map<String, Object> named = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> named.put(String.valueOf(key), inner));
    } else if (value != null && other instanceof Map<?, ?> map && !map.isEmpty()) {
      named.put(String.valueOf(map.keySet().iterator().next()), value);
    }
    return named;
  }

  private int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  private int start(Node node) {
    return text.offsetByCodePoints(0, node.getStartMark().orElseThrow().getIndex());
  }

  /**
   * Where the last value of a node ends: what YAML calls the end of a block is where all is over.
   */
  private int end(Node node) {
    if (node instanceof CollectionNode<?> block
        && block.getFlowStyle() != FlowStyle.FLOW
        && !block.getValue().isEmpty()) {
      return end(
          switch (block.getValue().getLast()) {
            case NodeTuple tuple -> tuple.getValueNode();
            case Node item -> item;
            default -> throw new IllegalStateException();
          });
    }
    int end = text.offsetByCodePoints(0, node.getEndMark().orElseThrow().getIndex());
    while (end > start(node) && text.charAt(end - 1) == '\n') {
      end--;
    }
    return end;
  }
}

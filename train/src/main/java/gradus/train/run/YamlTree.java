package gradus.train.run;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 (core schema) as maps, lists, texts, numbers and truths, which remembers in what line
 * each of them stands.
 */
final class YamlTree {
  private static final int MOST = 200_000;

  private final String file;
  private final Places places;
  private int visited;

  private YamlTree(String file) {
    this.file = file;
    this.places = new Places(file);
  }

  /** A file's tree. */
  record Parsed(Map<String, Object> root, Places places) {}

  /**
   * Reads a map.
   *
   * @param file the name for messages
   * @throws RunFileException if it is no YAML, empty, no map, or has a key twice
   */
  static Parsed read(String text, String file) {
    YamlTree tree = new YamlTree(file);
    Object root = tree.compose(text);
    if (root == null) {
      throw new RunFileException(file, 0, "", "is empty; must hold at least data, model and loss");
    }
    if (!(root instanceof Map<?, ?> map)) {
      throw new RunFileException(
          file,
          1,
          "",
          "holds no map; must be lines such as 'loss: mse', with a blank after the colon");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((key, value) -> named.put((String) key, value));
    return new Parsed(named, tree.places);
  }

  /**
   * Reads a single value, for example {@code 1e-3} or {@code [3, 3]}; null if the text is empty.
   */
  static Object value(String text, String file) {
    return new YamlTree(file).compose(text);
  }

  private Object compose(String text) {
    Node node = node(text);
    return node == null ? null : tree(node, "");
  }

  /**
   * A file's text as nodes, which know where in it they stand; null if there is none.
   *
   * @throws RunFileException if it is no YAML
   */
  static Node node(String text, String file) {
    return new YamlTree(file).node(text);
  }

  private Node node(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setMaxAliasesForCollections(MOST)
            .setAllowNonScalarKeys(true)
            .build();
    try {
      return new Compose(settings).composeString(text).orElse(null);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new RunFileException(file, line, "", said(e, text, line));
    } catch (YamlEngineException e) {
      throw new RunFileException(
          file,
          0,
          "",
          "is no YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static String said(MarkedYamlEngineException e, String text, int line) {
    String problem = String.valueOf(e.getProblem());
    boolean tab = text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").contains("\t");
    if (tab || problem.contains("TAB")) {
      return "got a tab; YAML is indented with blanks, so replace it";
    }
    String alias = "undefined alias ";
    if (problem.contains(alias)) {
      String word = "*" + problem.substring(problem.indexOf(alias) + alias.length()).strip();
      return "got "
          + word
          + " without quotes, which YAML takes for a reference; write '"
          + word
          + "' in quotes";
    }
    return problem.contains("another document")
        ? "got a second document ('---'); a run file is one"
        : "is no YAML: " + problem.replace('\n', ' ') + "; check indentation, brackets and quotes";
  }

  private Object tree(Node node, String path) {
    if (!path.isEmpty()) {
      places.put(path, line(node));
    }
    if (node.isRecursive() || ++visited > MOST) {
      throw new RunFileException(
          file, line(node), path, "refers to itself or is too large; write it out");
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, path);
      case SequenceNode sequence -> {
        List<Object> list = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          list.add(tree(item, path + "[" + list.size() + "]"));
        }
        yield list;
      }
      case MappingNode mapping -> map(mapping, path);
      default -> throw new RunFileException(file, line(node), path, "must be a map, list or value");
    };
  }

  private Map<String, Object> map(MappingNode node, String path) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      int line = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new RunFileException(file, line, path, "got a list or map as key; must be a word");
      }
      String name = key.getValue();
      String at = path.isEmpty() ? name : path + "." + name;
      if (map.containsKey(name)) {
        throw new RunFileException(file, line, at, "is given twice; remove one");
      }
      map.put(name, tree(tuple.getValueNode(), at));
      places.put(at, line);
    }
    return map;
  }

  private Object scalar(ScalarNode node, String path) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.STR)) {
      return text;
    } else if (tag.equals(Tag.NULL)) {
      return null;
    } else if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    } else if (tag.equals(Tag.INT)) {
      return whole(text, line(node), path);
    } else if (tag.equals(Tag.FLOAT)) {
      return number(text);
    }
    throw new RunFileException(
        file, line(node), path, "got the tag " + tag.getValue() + "; tags are not used, remove it");
  }

  private Long whole(String text, int line, String path) {
    int radix = text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : 10;
    BigInteger value = new BigInteger(radix == 10 ? text : text.substring(2), radix);
    if (value.bitLength() > 63) {
      throw new RunFileException(file, line, path, "got " + text + "; must fit in 64 bits");
    }
    return value.longValue();
  }

  private static Double number(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      case ".nan" -> Double.NaN;
      default -> Double.valueOf(text);
    };
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}

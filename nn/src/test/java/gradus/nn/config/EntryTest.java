package gradus.nn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading and writing by entries, with a small catalog of its own. */
class EntryTest {
  private record Leaf(int size) {}

  private record Tree(Leaf leaf, List<Leaf> leaves, Object grid, String name) {}

  private static final Entry<Leaf> LEAF =
      Entry.of(
          "leaf",
          Leaf.class,
          "a leaf",
          List.of(Setting.whole("size", 1, 1, "its size")),
          s -> new Leaf(s.whole("size")),
          x -> Settings.of("size", x.size()));

  private static final Catalog<Leaf> LEAVES = new Catalog<>("leaf", List.of(LEAF));

  private static final Entry<Tree> TREE =
      Entry.of(
          "tree",
          Tree.class,
          "a tree",
          List.of(
              Setting.part("leaf", () -> LEAF, Map.of(), "one leaf"),
              Setting.many("leaves", () -> LEAVES, "leaves").optional(),
              Setting.array("grid", "numbers").optional(),
              Setting.text("name", "oak", "a name")),
          s ->
              new Tree(
                  s.one("leaf", Leaf.class),
                  s.many("leaves", Leaf.class),
                  s.values().get("grid"),
                  s.text("name")),
          x ->
              Settings.of(
                  "leaf", x.leaf(),
                  "leaves", x.leaves().isEmpty() ? null : x.leaves(),
                  "grid", x.grid(),
                  "name", x.name()));

  private static Tree read(String key, Object value) {
    return TREE.read(Map.of(key, value), "tree");
  }

  @Test
  void aPartIsAMapOrTheValueOfItsFirstSetting() {
    assertThat(TREE.read(null, "tree").leaf()).isEqualTo(new Leaf(1));
    assertThat(read("leaf", Map.of("size", 3L)).leaf()).isEqualTo(new Leaf(3));
    assertThat(read("leaf", 4L).leaf()).isEqualTo(new Leaf(4));
    assertThat(TREE.tree(read("leaf", 4L))).isEqualTo(Map.of("leaf", 4L));
    assertThat(TREE.tree(read("leaf", 1L))).isEmpty();
  }

  @Test
  void manyAreAListAMapOrOne() {
    assertThat(read("leaves", "leaf").leaves()).containsExactly(new Leaf(1));
    assertThat(read("leaves", Map.of("leaf", 2L)).leaves()).containsExactly(new Leaf(2));
    assertThat(read("leaves", List.of("leaf", Map.of("leaf", 2L))).leaves())
        .containsExactly(new Leaf(1), new Leaf(2));
    Map<String, Object> wrong = new LinkedHashMap<>();
    wrong.put("leaf", 1L);
    wrong.put("laef", 1L);
    assertThatThrownBy(() -> read("leaves", wrong))
        .hasMessage("tree.leaves.laef: unknown leaf 'laef'; did you mean 'leaf'?");
  }

  @Test
  void anArrayHasOneShape() {
    assertThat(read("grid", List.of(List.of(1L, 2.5), List.of(3L, 4L))).grid())
        .isEqualTo(List.of(List.of(1.0, 2.5), List.of(3.0, 4.0)));
    assertThatThrownBy(() -> read("grid", List.of(1L, List.of(2L))))
        .hasMessage("tree.grid[1]: got sizes [1]; must be [] as before it");
    assertThatThrownBy(() -> read("grid", List.of("x")))
        .hasMessage("tree.grid[0]: got 'x'; must be a number");
  }

  @Test
  void valuesThatCannotBe() {
    assertThatThrownBy(() -> read("name", List.of("a")))
        .hasMessage("tree.name: got '[a]'; must be a text");
    assertThatThrownBy(() -> read("leaf", 1L << 40))
        .hasMessage("tree.leaf: size: got 1099511627776; must fit in 32 bits");
    assertThatThrownBy(() -> read("nmae", "a"))
        .hasMessage("tree.nmae: unknown setting 'nmae'; did you mean 'name'?");
    assertThatThrownBy(() -> new Catalog<>("leaf", List.of(LEAF)).read(7, ""))
        .hasMessageContaining("unknown leaf '7'");
  }
}

package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static List<Alignment> of(List<String> before, List<String> after) {
    return Alignment.of(before, after, (one, other) -> one.equals(other) ? 1 : 0);
  }

  private static Alignment pair(int before, int after) {
    return new Alignment(before, after);
  }

  @Test
  void whatGoesStandsBeforeWhatComes() {
    assertThat(of(List.of("a", "b", "c"), List.of("a", "x", "y", "c")))
        .containsExactly(pair(0, 0), pair(1, -1), pair(-1, 1), pair(-1, 2), pair(2, 3));
    assertThat(of(List.of(), List.of("a"))).containsExactly(pair(-1, 0));
    assertThat(of(List.of("a", "a"), List.of("a"))).containsExactly(pair(0, 0), pair(1, -1));
  }

  @Test
  void ofAllPairsTheMostAlikeAreTaken() {
    assertThat(
            Alignment.of(
                List.of("dense 1", "dense 2"),
                List.of("dense 3", "norm", "dense 2"),
                (one, other) -> one.equals(other) ? 3 : one.charAt(0) == other.charAt(0) ? 1 : 0))
        .containsExactly(pair(0, 0), pair(-1, 1), pair(1, 2));
  }

  @Test
  void everyItemStandsInOnePlaceInOrder() {
    Random random = new Random(4);
    for (int trial = 0; trial < 200; trial++) {
      List<String> before = words(random);
      List<String> after = words(random);
      List<String> old = new ArrayList<>();
      List<String> now = new ArrayList<>();
      for (Alignment one : of(before, after)) {
        if (one.before() >= 0) {
          old.add(before.get(one.before()));
        }
        if (one.after() >= 0) {
          now.add(after.get(one.after()));
        }
        if (one.isPair()) {
          assertThat(before.get(one.before())).isEqualTo(after.get(one.after()));
        }
      }
      assertThat(old).isEqualTo(before);
      assertThat(now).isEqualTo(after);
    }
  }

  private static List<String> words(Random random) {
    return random.ints(random.nextInt(12), 0, 4).mapToObj(i -> "w" + i).toList();
  }

  @Test
  void longListsTakeNoLongerThanTheirMiddle() {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      before.add("line " + i);
    }
    List<String> after = new ArrayList<>(before);
    after.set(50_000, "other");
    assertThat(of(before, after)).filteredOn(one -> !one.isPair()).hasSize(2);
    after.set(10, "other");
    assertThat(of(before, after)).filteredOn(one -> !one.isPair()).hasSize(2 * 49_991);
  }
}

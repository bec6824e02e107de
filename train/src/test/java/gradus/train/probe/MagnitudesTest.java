package gradus.train.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.train.log.Digits;
import gradus.train.log.Event;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One pass gives what one loop for each statistic would give, to the last bit. */
class MagnitudesTest {
  private final Magnitudes magnitudes = new Magnitudes();

  /** What was read before must not matter. */
  private Event.Spread spread(float... numbers) {
    magnitudes.read(numbers);
    return magnitudes.spread();
  }

  @Test
  void eachStatisticIsThatOfItsOwnLoop() {
    float[] numbers = new float[257];
    Random random = new Random(5);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (random.nextGaussian() * Math.exp(8 * random.nextGaussian()));
    }
    double sum = 0;
    double squares = 0;
    float max = 0;
    for (float x : numbers) {
      sum += x;
      squares += (double) x * x;
      max = Math.max(max, Math.abs(x));
    }
    Event.Spread spread = spread(numbers);
    assertThat(spread.rms()).isEqualTo(Digits.rounded(Math.sqrt(squares / numbers.length)));
    assertThat(spread.mean()).isEqualTo(Digits.rounded(sum / numbers.length));
    assertThat(spread.max()).isEqualTo(Digits.rounded(max));
    Event.Histogram histogram = spread.histogram();
    assertThat(histogram.counts().stream().mapToInt(Integer::intValue).sum()).isEqualTo(257);
    for (int i = 0; i < histogram.counts().size(); i++) {
      int exponent = histogram.first() + i;
      long wanted = 0;
      for (float x : numbers) {
        wanted += Math.getExponent(x) == exponent ? 1 : 0;
      }
      assertThat((long) histogram.counts().get(i)).isEqualTo(wanted);
    }
  }

  @Test
  void zerosDenormalsAndWhatIsNotFiniteAreCountedApart() {
    Event.Spread spread = spread(0f, -0f, -Float.MIN_VALUE, 1f, -1.5f, 4f);
    assertThat(spread.max()).isEqualTo(4);
    assertThat(spread.histogram().zeros()).isEqualTo(2);
    assertThat(spread.histogram().first()).isEqualTo(-127);
    assertThat(spread.histogram().counts().getFirst()).isEqualTo(1);
    assertThat(spread.histogram().counts().subList(127, 130)).isEqualTo(List.of(2, 0, 1));
    Event.Spread wild = spread(1f, Float.NEGATIVE_INFINITY, -Float.NaN);
    assertThat(wild.max()).isNaN();
    assertThat(wild.rms()).isNaN();
    assertThat(wild.histogram()).isEqualTo(new Event.Histogram(0, List.of(1), 0, 2));
    assertThat(spread(new float[3]).histogram()).isEqualTo(new Event.Histogram(0, List.of(), 3, 0));
  }
}

package gradus.train.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  @TempDir Path folder;

  private static byte[] npy(int version, String header, byte... data) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    int start = version == 1 ? 10 : 12;
    ByteBuffer all = ByteBuffer.allocate(start + text.length + data.length);
    all.order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'});
    all.put((byte) version).put((byte) 0);
    if (version == 1) {
      all.putShort((short) text.length);
    } else {
      all.putInt(text.length);
    }
    return all.put(text).put(data).array();
  }

  private static NpyArray parse(byte[] bytes) {
    return NpyFile.parse(bytes, "x.npy");
  }

  @Test
  void everyTypeComesBackAsItWasWritten() {
    Shape shape = Shape.of(2, 2);
    List<NpyArray> arrays =
        List.of(
            NpyArray.of(shape, new float[] {1, -2.5f, 3e38f, 0}),
            NpyArray.of(shape, new double[] {1, -2.5, 1e300, 0}),
            NpyArray.of(shape, new int[] {1, -2, Integer.MAX_VALUE, 0}),
            NpyArray.of(shape, new long[] {1, -2, 1L << 40, 0}),
            NpyArray.of(shape, new byte[] {1, (byte) 254, 0, 127}));
    for (NpyArray array : arrays) {
      Path file = folder.resolve(array.type() + ".npy");
      NpyFile.write(file, array);
      NpyArray back = NpyFile.read(file);
      assertThat(back.type()).isEqualTo(array.type());
      assertThat(back.shape()).isEqualTo(shape);
      assertThat(back.doubles()).isEqualTo(array.doubles());
    }
    assertThat(arrays.get(4).ints()).containsExactly(1, 254, 0, 127);
  }

  @Test
  void everyRankComesBack() {
    for (Shape shape : List.of(Shape.SCALAR, Shape.of(3), Shape.of(0), Shape.of(1, 2, 3, 1))) {
      NpyArray array = NpyArray.of(shape, new float[shape.count()]);
      assertThat(parse(NpyFile.format(array)).shape()).isEqualTo(shape);
    }
  }

  @Test
  void theHeaderIsNumpysOwn() {
    byte[] bytes = NpyFile.format(NpyArray.of(Shape.of(3), new int[3]));
    String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertThat(header).startsWith("{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }");
    assertThat(header).endsWith("\n");
    assertThat(bytes).hasSize(128 + 12);
  }

  @Test
  void fortranOrderIsTurnedRound() {
    String header = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }";
    // [[0, 1, 2], [3, 4, 5]] by columns
    NpyArray array = parse(npy(1, header, new byte[] {0, 3, 1, 4, 2, 5}));
    assertThat(array.ints()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void versionTwoIsRead() {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }";
    assertThat(parse(npy(2, header, new byte[] {7, 8})).ints()).containsExactly(7, 8);
  }

  @Test
  void whatIsNoNpyFileIsRefused() {
    assertThatThrownBy(() -> parse("age,height\n".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is no npy file");
  }

  @Test
  void aTruncatedFileIsRefused() {
    byte[] bytes = NpyFile.format(NpyArray.of(Shape.of(3), new float[3]));
    for (int length : new int[] {9, 50, 128, bytes.length - 1}) {
      assertThatThrownBy(() -> parse(Arrays.copyOf(bytes, length)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("truncated");
    }
  }

  @Test
  void otherTypesAreRefusedByName() {
    String header = "{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }";
    assertThatThrownBy(() -> parse(npy(1, header)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("got type '>f8'; must be <f4, <f8, <i4, <i8 or |u1");
    String records = "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }";
    assertThatThrownBy(() -> parse(npy(1, records))).hasMessageContaining("'descr'");
  }

  @Test
  void aHugeShapeIsRefusedBeforeAnythingIsAllocated() {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999, 99999, 99999, 99999), }";
    assertThatThrownBy(() -> parse(npy(1, header))).isInstanceOf(DataException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "deflated.npz"})
  void archivesAsPythonWritesThemAreRead(String name) throws Exception {
    Path file = folder.resolve(name);
    try (InputStream in = NpyFileTest.class.getResourceAsStream(name)) {
      Files.write(file, in.readAllBytes());
    }
    Map<String, NpyArray> arrays = NpzFile.read(file);
    assertThat(arrays.keySet()).containsExactly("x", "y");
    assertThat(arrays.get("x").shape()).isEqualTo(Shape.of(2, 3));
    assertThat(arrays.get("x").floats()).containsExactly(0, 1, 2, 3, 4, 5.5f);
    assertThat(arrays.get("y").ints()).containsExactly(1, -1);
    assertThatThrownBy(() -> NpzFile.read(file, "X")).hasMessageContaining("the nearest is 'x'");
  }

  @Test
  void archivesComeBackAndAreTheSameBytesEachTime() throws Exception {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("b", NpyArray.of(Shape.of(2), new float[] {1, 2}));
    arrays.put("a", NpyArray.of(Shape.of(1), new int[] {3}));
    NpzFile.write(folder.resolve("one.npz"), arrays);
    NpzFile.write(folder.resolve("two.npz"), arrays);
    assertThat(folder.resolve("one.npz")).hasSameBinaryContentAs(folder.resolve("two.npz"));
    assertThat(NpzFile.read(folder.resolve("one.npz")).keySet()).containsExactly("b", "a");
    byte[] bytes = Files.readAllBytes(folder.resolve("one.npz"));
    Files.write(folder.resolve("cut.npz"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> NpzFile.read(folder.resolve("cut.npz")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is no npz file or damaged");
  }

  @Test
  void labelsThatAreNotWholeAreRefused() {
    NpyArray features = NpyArray.of(Shape.of(2, 1), new float[2]);
    NpyArray labels = NpyArray.of(Shape.of(2), new float[] {0, Float.NaN});
    assertThatThrownBy(() -> NpyData.classification("x", features, labels, 2))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("label of example 1: got NaN");
  }

  @Test
  void featuresAndLabelsMustBeEquallyMany() {
    NpyArray features = NpyArray.of(Shape.of(3, 1), new float[3]);
    NpyArray labels = NpyArray.of(Shape.of(2), new int[] {0, 1});
    assertThatThrownBy(() -> NpyData.classification("x", features, labels, 2))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("got 3 examples and 2 targets");
  }

  @Test
  void aRegressionMayHaveSeveralColumns() {
    NpyArray features = NpyArray.of(Shape.of(2, 1), new float[2]);
    NpyArray values = NpyArray.of(Shape.of(2, 3), new float[6]);
    assertThat(NpyData.regression("x", features, values).targets().width()).isEqualTo(3);
  }

  @Test
  void theSampleFilesAreALearnableProblemOfThreeClasses() {
    List<Path> files = new SampleFiles(300, 60, 1).write(folder.resolve("sample"));
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("train_data.npy", "train_labels.npy", "test_data.npy", "test_labels.npy");
    DataSplit split = NpyData.classificationFolder(folder.resolve("sample"));
    assertThat(split.train().size()).isEqualTo(300);
    assertThat(split.test().size()).isEqualTo(60);
    assertThat(split.train().shape()).isEqualTo(Shape.of(2, 2, 2));
    assertThat(split.train().labels().counts()).hasSize(3);
    assertThat(Arrays.stream(split.train().labels().counts()).min().orElseThrow())
        .isGreaterThan(60);
    assertThat(split.train().hash()).isNotEqualTo(split.test().hash());
    Dataset again = sample(2, 300, 60);
    assertThat(again.hash()).isNotEqualTo(split.train().hash());
    assertThat(sample(1, 300, 60).hash()).isEqualTo(split.train().hash());
  }

  private Dataset sample(long seed, int train, int test) {
    Path place = folder.resolve("again" + seed);
    new SampleFiles(train, test, seed).write(place);
    return NpyData.classificationFolder(place).train();
  }
}

package gradus.bench;

import gradus.core.cpu.Cpu;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code gradus bench peak}. */
@CommandLine.Command(
    name = "peak",
    description = "Measures multiply-adds and memory bandwidth of one core and of all.",
    footer = {"%nExample:", "  gradus bench peak"})
final class PeakCommand extends Command {
  @Option(
      names = "--seconds",
      defaultValue = "1",
      description = "Time for each of the four measurements: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(names = "--threads", description = "Threads that stand for all cores: all.")
  private Integer threads;

  @Override
  public Integer call() {
    double each = seconds("--seconds", seconds);
    int all = threads(threads);
    Cpu cpu = Cpu.detect();
    Usage before = Usage.now();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("lanes", cpu.lanes());
    fields.put("cores", all);
    fields.put("gflops_one_core", Machine.multiplyAdds(1, each));
    fields.put("gflops_all_cores", Machine.multiplyAdds(all, each));
    double one = Machine.bandwidth(1, each);
    double together = Machine.bandwidth(all, each);
    fields.put("gb_per_s_one_core", one);
    fields.put("gb_per_s_all_cores", together);
    fields.put("triad_gb_per_s_one_core", Machine.TRIAD * one);
    fields.put("triad_gb_per_s_all_cores", Machine.TRIAD * together);
    fields.put("array_mb", Machine.arrayBytes() >> 20);
    fields.put("other_cpu", Usage.now().otherCores(before));
    fields.put("arch", System.getProperty("os.arch"));
    fields.put("os", System.getProperty("os.name"));
    fields.put("jdk", System.getProperty("java.version"));
    line("%s", Json.line(fields));
    return DONE;
  }
}

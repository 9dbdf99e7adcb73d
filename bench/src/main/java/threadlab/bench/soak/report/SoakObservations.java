package threadlab.bench.soak.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import threadlab.bench.soak.clients.SoakLoadReport;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Sample;

/**
 * All that a run has observed, not yet judged.
 *
 * @param cutShort whether somebody ended the run early
 * @param residuals empty if the server could not be asked after the load
 * @param endReasons empty if the server could not be asked after the load
 * @param serverErrors what the server printed as an error, or why it ended
 */
public record SoakObservations(boolean cutShort, List<Sample> samples, SoakLoadReport clients, CpuShare cpuShare,
        List<Residual> residuals, List<EndReasonBalance> endReasons, List<String> serverErrors) {

    /** CPUs that the server and all clients kept busy under load. */
    public record CpuShare(@Nullable Double server, @Nullable Double clients) {
    }
}

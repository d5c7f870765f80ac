import java.io.PrintStream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs one test method and says what came of it: {@code red}, {@code green}, or nothing when there is none. For break-rules.sh. */
final class RunTest {
    private RunTest() {}

    /** With the name of a class and of a method. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        System.setOut(System.err); // the answer is all that is said there
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        PostDiscoveryFilter named = test -> FilterResult.includedIf(test.getSource()
                .filter(source -> !(source instanceof MethodSource method) || method.getMethodName().equals(args[1]))
                .isPresent());
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(args[0]))
                .filters(named)
                .build();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new java.io.PrintWriter(System.err, true));
        if (summary.getTestsStartedCount() > 0) {
            out.println(summary.getTotalFailureCount() > 0 ? "red" : "green");
        }
        System.exit(0); // whatever a broken test has left running
    }
}

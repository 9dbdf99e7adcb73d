package threadlab.server.carriers;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A number of carriers was tried, or was given up again. Free while nothing records. */
@Name("threadlab.CarriersChanged")
@Label("Carriers Changed")
@Category("Threadlab")
@StackTrace(false)
final class CarriersChanged extends Event {
    @Label("Carriers Before")
    int before;
    @Label("Carriers")
    int carriers;
    @Label("Done per Second")
    double donePerSecond;
    @Label("CPUs Used")
    double cpus;
    @Label("Virtual Threads That Wait for a Carrier")
    long queued;
}

package threadlab.bench.advise;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * A server whose truth is known: clients send requests, think, and send again. A request takes a place of the pool,
 * computes on a CPU, and then waits for a downstream that does so many at once. Times are in milliseconds; those of a
 * request, and of thinking, are exponentially distributed.
 */
record SimulatedServer(int clients, double think, int pool, double cpus, double cpu, double waiting, int downstream) {
    /** Of a downstream without an end, and of a server that starts a thread for each request. */
    static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int REQUESTS = 20_000;
    private static final int WARMUP = 5_000;

    /** What its owner sees of it. */
    record Observed(double ratePerSecond, double latency, double latencyInThread, double cpusBusy) {
    }

    double poolCapacity() {
        return 1000 * pool / (cpu + waiting);
    }

    double cpuCapacity() {
        return 1000 * cpus / cpu;
    }

    double downstreamCapacity() {
        return waiting == 0 ? Double.MAX_VALUE : 1000.0 * downstream / waiting;
    }

    /** What the clients would send if nobody ever waited for another one. */
    double offered() {
        return 1000 * clients / (think + cpu + waiting);
    }

    SimulatedServer with(int otherClients, double otherThink, int otherPool) {
        return new SimulatedServer(otherClients, otherThink, otherPool, cpus, cpu, waiting, downstream);
    }

    Observed observed() {
        return new Simulation(this).run();
    }

    /** Returns its figures with the latency that is seen in front of the pool, and that at a time of one client. */
    Figures figures() {
        Observed busy = observed();
        return figures(busy, busy.latency());
    }

    Figures figures(Observed busy, double latency) {
        return Figures.of(busy.ratePerSecond(), millis(latency), busy.cpusBusy(), cpus, pool,
                millis(with(1, 0, pool).observed().latency()));
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }

    /** Places that are taken in the order of arrival. */
    private static final class Station {
        private final Queue<Runnable> queue = new ArrayDeque<>();
        private int free;

        Station(int places) {
            free = places;
        }

        void take(Runnable then) {
            if (free > 0) {
                free--;
                then.run();
            } else {
                queue.add(then);
            }
        }

        void giveBack() {
            Runnable next = queue.poll();
            if (next == null) {
                free++;
            } else {
                next.run();
            }
        }
    }

    private record Event(double at, long number, Runnable action) {
    }

    private static final class Simulation {
        private final SimulatedServer server;
        private final Station threads;
        private final Station cpus;
        private final Station downstream;
        private final Random random = new Random(1);
        private final PriorityQueue<Event> events = new PriorityQueue<>(
                Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
        private double now;
        private long planned;
        private int done;
        private double begun;
        private double latencies;
        private double latenciesInThread;
        private double computed;

        Simulation(SimulatedServer server) {
            this.server = server;
            this.threads = new Station(server.pool);
            this.cpus = new Station((int) server.cpus);
            this.downstream = new Station(server.downstream);
        }

        Observed run() {
            for (int client = 0; client < server.clients; client++) {
                after(server.think, this::request);
            }
            while (done < WARMUP + REQUESTS) {
                Event next = events.remove();
                now = next.at;
                next.action.run();
            }
            double time = now - begun;
            return new Observed(1000 * REQUESTS / time, latencies / REQUESTS, latenciesInThread / REQUESTS,
                    Math.min(server.cpus, computed / time));
        }

        private void request() {
            double sent = now;
            threads.take(() -> {
                double taken = now;
                cpus.take(() -> after(compute(), () -> {
                    cpus.giveBack();
                    downstream.take(() -> after(drawn(server.waiting), () -> {
                        downstream.giveBack();
                        threads.giveBack();
                        replied(sent, taken);
                        after(drawn(server.think), this::request);
                    }));
                }));
            });
        }

        private double compute() {
            double time = drawn(server.cpu);
            computed += done < WARMUP ? 0 : time;
            return time;
        }

        private void replied(double sent, double taken) {
            done++;
            if (done == WARMUP) {
                begun = now;
            } else if (done > WARMUP) {
                latencies += now - sent;
                latenciesInThread += now - taken;
            }
        }

        private double drawn(double mean) {
            return -mean * Math.log(1 - random.nextDouble());
        }

        private void after(double time, Runnable action) {
            events.add(new Event(now + time, planned++, action));
        }
    }
}

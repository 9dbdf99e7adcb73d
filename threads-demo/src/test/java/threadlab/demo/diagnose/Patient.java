package threadlab.demo.diagnose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A program in a JVM of its own that has one problem, or none. It says when it has it, and ends with its input. */
enum Patient {
    /** The next owner of a lock needs a carrier, and all have a pinned thread that waits for the same lock. */
    STUCK {
        @Override
        void fall() throws InterruptedException {
            ReentrantLock lock = new ReentrantLock();
            Runnable take = () -> {
                lock.lock();
                lock.unlock();
            };
            lock.lock();
            waiting(Thread.ofVirtual().name("next owner").start(take));
            for (int i = 0; i < CARRIERS; i++) {
                waiting(Thread.ofVirtual().name("pinned").start(() -> pinned(take)));
            }
            lock.unlock();
        }
    },
    POOL {
        @Override
        void fall() {
            Semaphore places = new Semaphore(5);
            many(200, () -> {
                places.acquireUninterruptibly();
                pause(20);
                places.release();
            });
        }
    },
    SPINNING {
        @Override
        void fall() {
            Semaphore places = new Semaphore(2);
            many(40, () -> {
                while (!places.tryAcquire()) {
                    Thread.yield();
                }
                pause(50);
                places.release();
            });
        }
    },
    LOAD {
        @Override
        void fall() {
            Thread.ofPlatform().daemon().start(() -> {
                for (int i = 0; i < 60_000; i++) {
                    Thread.ofVirtual().start(() -> pause(TimeUnit.MINUTES.toMillis(2)));
                    if (i % 10 == 9) {
                        pause(10);
                    }
                }
            });
        }
    },
    HOGS {
        @Override
        void fall() throws InterruptedException {
            CountDownLatch running = new CountDownLatch(CARRIERS);
            many(20, () -> pause(50));
            for (int i = 0; i < CARRIERS; i++) {
                Thread.ofVirtual().name("hog").start(() -> {
                    running.countDown();
                    while (true) {
                        sink++;
                    }
                });
            }
            running.await();
        }
    },
    PINNED {
        @Override
        void fall() {
            many(3, () -> {
                pinned(() -> pause(100));
                pause(50);
            });
            many(20, () -> pause(50));
        }
    },
    IDLE {
        @Override
        void fall() {
            Thread.ofVirtual().start(() -> pause(1));
        }
    },
    /** Sessions that echo as fast as they can. */
    HEALTHY {
        @Override
        void fall() throws IOException, InterruptedException {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            CountDownLatch echoed = new CountDownLatch(SESSIONS);
            for (int i = 0; i < SESSIONS; i++) {
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket session = server.accept();
                Thread.ofVirtual().start(() -> echo(session));
                Thread.ofPlatform().daemon().start(() -> ask(client, echoed));
            }
            echoed.await();
        }
    };

    static final int CARRIERS = 2;
    private static final int SESSIONS = 16;
    private static volatile long sink;

    /** Returns when the problem is there. */
    abstract void fall() throws IOException, InterruptedException;

    public static void main(String... args) throws IOException, InterruptedException {
        valueOf(args[0]).fall();
        System.out.println("ready");
        System.in.read(); // returns when the parent has ended, at the latest
        Runtime.getRuntime().halt(0);
    }

    private static void many(int threads, Runnable again) {
        for (int i = 0; i < threads; i++) {
            Thread.ofVirtual().start(() -> {
                while (true) {
                    again.run();
                }
            });
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static void waiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            pause(1);
        }
    }

    /** Class.forName asks the JVM, whose native code calls back into Java to load the class. */
    private static void pinned(Runnable what) {
        try {
            Class.forName(Patient.class.getName(), false, new ClassLoader(Patient.class.getClassLoader()) {
                @Override
                public Class<?> loadClass(String name) throws ClassNotFoundException {
                    what.run();
                    return super.loadClass(name);
                }
            });
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e); // the class is this one
        }
    }

    private static void echo(Socket session) {
        byte[] buffer = new byte[100];
        try (session) {
            for (int read = session.getInputStream().read(buffer); read > 0; read = session.getInputStream()
                    .read(buffer)) {
                session.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(Socket client, CountDownLatch echoed) {
        byte[] message = new byte[100];
        try (client) {
            while (true) {
                client.getOutputStream().write(message);
                client.getInputStream().readNBytes(message, 0, message.length);
                echoed.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

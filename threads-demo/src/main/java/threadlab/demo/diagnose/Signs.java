package threadlab.demo.diagnose;

import java.util.List;

/** All problems that are looked for. */
final class Signs {
    /** In the order of their lessons. */
    static final List<Sign> ALL = List.of(new StuckSign(), new PoolSign(), new SpinSign(), new LoadSign(),
            new HogSign(), new HeldSign());

    private Signs() {
    }
}

package threadlab.client.cluster;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS 1.3 in which both sides prove that they have the identity of the cluster. */
final class MutualTls {
    private static final char[] NO_PASSWORD = {};

    private MutualTls() {
    }

    static SSLContext context(MemberIdentity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("member", identity.keys().getPrivate(), NO_PASSWORD,
                new Certificate[]{identity.certificate()});
        KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
        managers.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(managers.getKeyManagers(),
                new TrustManager[]{new SameKey(identity.keys().getPublic().getEncoded())}, null);
        return context;
    }

    /** Trusts one public key and ignores the rest of the certificate. TLS proves possession of the private key. */
    private static final class SameKey extends X509ExtendedTrustManager {
        private final byte[] key;

        SameKey(byte[] key) {
            this.key = key;
        }

        private void check(X509Certificate... chain) throws CertificateException {
            if (chain.length != 1 || !MessageDigest.isEqual(key, chain[0].getPublicKey().getEncoded())) {
                throw new CertificateException("not a member of this cluster");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

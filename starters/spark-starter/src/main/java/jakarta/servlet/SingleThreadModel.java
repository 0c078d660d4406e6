package jakarta.servlet;

/**
 * Present because Spark's embedded Jetty links to this type, which Servlet 6.1 no longer has; never
 * used.
 */
public interface SingleThreadModel {}

/** Nothing but the JDK: what the generated classes promise. */
module com.acme.app {
    exports com.acme.app;
}

package io.github.bpfmaven.plugin.report;

/** A part of the page with a heading. Another one takes its place in the list that {@link ReportPage} is given. */
interface PageSection {
    /** What links lead to: a name of small letters. */
    String id();

    /** Its heading, and its name in the list of contents. */
    String title();

    /** Writes what stands below the heading. */
    void write(Html html);
}

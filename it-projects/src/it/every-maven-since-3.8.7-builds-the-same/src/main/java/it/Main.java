package it;

final class Main {
    public static void main(String[] arguments) {
        System.out.println(PassBpf.Program.PASS.section() + " " + PassBpf.bytes().length);
    }
}

// A style sheet is imported for its effect: the bundler puts it beside the page's script.
declare module '*.css' {}

/** Gives every name once, numbered as Gradio does: `greet`, `greet_1`, `greet_2`. */
export const numberedNames = (): ((wanted: string) => string) => {
  const taken = new Set<string>()
  return (wanted) => {
    let name = wanted
    for (let count = 1; taken.has(name); count++) name = `${wanted}_${count}`
    taken.add(name)
    return name
  }
}

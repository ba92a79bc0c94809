/** The library in one file: it is read ten times faster than its hundreds of parts. Its types are those of the parts. */
declare module 'echarts/dist/echarts.esm.min' {
  export { init } from 'echarts';
}
